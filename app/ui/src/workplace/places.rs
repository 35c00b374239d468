//! Where a person can go, by role and by the fair that is open. Decided here, drawn by `Nav`.

use crate::parts::{NavItem, Place, Sign};
use crate::texts::workplace::nav as t;
use domain::fair::FairKind;
use domain::lang::Lang;
use domain::people::{Actor, Role};
use domain::policy;
use sync::views::FairHead;

/// What someone meets when they open the workplace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    Waiting,
    SignIn,
    Staff,
    Tablet,
    Projector,
    /// Signed in as someone who has no screens here.
    NotForYou,
}

/// Which door opens for this actor.
pub fn door(actor: &Actor) -> Door {
    match actor {
        Actor::Staff { .. } => Door::Staff,
        Actor::Tablet { .. } => Door::Tablet,
        Actor::Projector { .. } => Door::Projector,
        Actor::Resident { .. } | Actor::Visitor { .. } | Actor::System => Door::NotForYou,
    }
}

/// The fair that an address is about: named by its own id or by its session's.
pub fn fair_at<'a>(path: &str, fairs: &'a [FairHead]) -> Option<&'a FairHead> {
    let mut parts = path.trim_start_matches("/app").split('/').filter(|part| !part.is_empty());
    let (kind, id) = (parts.next()?, parts.next()?);
    match kind {
        "fair" => fairs.iter().find(|head| head.fair.to_string() == id),
        "session" => fairs.iter().find(|head| head.session.to_string() == id),
        _ => None,
    }
}

fn item(path: &str, href: String, words: &str, icon: Sign) -> NavItem {
    let here = path.trim_end_matches('/') == href.trim_end_matches('/');
    NavItem::new(href, words).icon(icon).at(if here { Place::Here } else { Place::Elsewhere })
}

/// The places beside the work.
pub fn places(lang: Lang, actor: &Actor, path: &str, fairs: &[FairHead]) -> Vec<NavItem> {
    let Actor::Staff { roles, .. } = actor else { return Vec::new() };
    let mut list = vec![item(path, "/app/".into(), t::today(lang), Sign::Clock)];
    if let Some(head) = fair_at(path, fairs).filter(|_| policy::sees_day(roles)) {
        list.extend(fair_places(lang, path, head, roles.has(Role::Organiser)));
    }
    if policy::sees_follow_up(roles) {
        list.push(item(path, "/app/follow-up".into(), t::follow_up(lang), Sign::Star));
    }
    list.push(item(path, "/app/staff".into(), staff_word(lang, roles.has(Role::Administrator)), Sign::Lock));
    list
}

fn staff_word(lang: Lang, administrator: bool) -> &'static str {
    if administrator { t::staff(lang) } else { t::logins(lang) }
}

fn fair_places(lang: Lang, path: &str, head: &FairHead, organiser: bool) -> Vec<NavItem> {
    let (fair, session) = (head.fair, head.session);
    let kind = match head.kind {
        FairKind::Banenmarkt => t::banenmarkt(lang),
        FairKind::SpeedDate => t::speed_date(lang),
    };
    let mut list = vec![item(path, format!("/app/fair/{fair}"), &head.name, Sign::Place).short(kind)];
    if organiser {
        list.push(item(path, format!("/app/session/{session}/plan"), t::plan(lang), Sign::People));
        list.push(item(path, format!("/app/session/{session}"), t::console(lang), Sign::Play));
        list.push(item(path, format!("/app/session/{session}/devices"), t::devices(lang), Sign::Device));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fair::FairState;
    use domain::ids::{AccountId, FairId, LocationId, SessionId};
    use uuid::Uuid;

    fn head() -> FairHead {
        FairHead {
            fair: FairId(Uuid::from_u128(1)),
            session: SessionId(Uuid::from_u128(2)),
            kind: FairKind::Banenmarkt,
            name: "Banenmarkt Zonnedauw".into(),
            place: "Zaal".into(),
            meeting_point: "Deur".into(),
            state: FairState::Open,
            starts_ms: 0,
            ends_ms: 0,
            capacity: 120,
            placed: 118,
            offered: 0,
            pending: 0,
            standby: 0,
            employers: 20,
            tables: 26,
        }
    }

    fn staff(role: Role) -> Actor {
        let (account, location) = (AccountId(Uuid::from_u128(3)), LocationId(Uuid::from_u128(4)));
        Actor::Staff { account, location, roles: vec![role].into() }
    }

    #[test]
    fn an_address_of_a_session_is_about_its_fair() {
        let heads = [head()];
        let id = head().session;
        assert_eq!(fair_at(&format!("/app/session/{id}/plan"), &heads), Some(&heads[0]));
        assert_eq!(fair_at("/app/staff", &heads), None);
    }

    #[test]
    fn each_role_is_offered_its_own_places() {
        let path = format!("/app/fair/{}", head().fair);
        let hrefs = |role| -> Vec<String> {
            places(Lang::Nl, &staff(role), &path, &[head()]).into_iter().map(|item| item.href).collect()
        };
        assert_eq!(hrefs(Role::Organiser).len(), 7);
        assert_eq!(hrefs(Role::Desk), ["/app/", path.as_str(), "/app/staff"]);
        assert_eq!(hrefs(Role::Matcher), ["/app/", path.as_str(), "/app/follow-up", "/app/staff"]);
        assert_eq!(hrefs(Role::CaseManager), ["/app/", path.as_str(), "/app/staff"]);
    }

    #[test]
    fn nobody_is_sent_where_the_server_lets_them_see_nothing() {
        let path = format!("/app/fair/{}", head().fair);
        for role in [Role::ProjectLeader, Role::Administrator] {
            let list = places(Lang::Nl, &staff(role), &path, &[head()]);
            assert!(
                list.iter().all(|item| !item.href.contains("/fair/") && !item.href.contains("follow-up"))
            );
        }
    }

    #[test]
    fn a_phone_reads_what_kind_of_day_it_is_in_place_of_its_long_name() {
        let path = format!("/app/fair/{}", head().fair);
        let list = places(Lang::Nl, &staff(Role::Desk), &path, &[head()]);
        assert_eq!(
            (list[1].label.as_str(), list[1].short.as_deref()),
            ("Banenmarkt Zonnedauw", Some("Banenmarkt"))
        );
        assert_eq!(list[0].short, None);
    }

    #[test]
    fn the_place_where_someone_is_is_marked() {
        let list = places(Lang::En, &staff(Role::Desk), "/app/", &[]);
        assert_eq!(list[0].place, Place::Here);
    }
}
