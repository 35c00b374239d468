//! A hall with the demo in it, and browsers that talk to it.

use axum::Router;
use axum::body::Body;
use axum::extract::connect_info::MockConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderValue, Request, StatusCode};
use domain::command::Command;
use domain::ids::{CommandId, LocationId};
use http_body_util::BodyExt;
use server::app::{App, Ground, Settings, Shared};
use server::clock::Clock;
use server::demo::DemoRole;
use server::mail::Mailing;
use server::{chance, demo, router};
use std::net::SocketAddr;
use std::sync::Arc;
use store::{MasterKey, Store, Target};
use sync::views::{FairHead, LocationView, Me};
use sync::{Answer, Envelope, Outcome, PullAnswer, PushAnswer, Scope, View};
use tower::ServiceExt;

/// Of the planner, for one plan: a good one, made before anybody waits for it.
const FEW_MOVES: u64 = 20_000;

pub struct Hall {
    pub app: Shared,
    pub roles: Vec<DemoRole>,
    router: Router,
}

impl Hall {
    /// The demo on an empty database in memory.
    pub async fn open() -> Hall {
        Hall::on(Target::Memory).await
    }

    /// The same where a plan takes as long as in earnest, so that something can happen meanwhile.
    pub async fn open_to_plan_long() -> Hall {
        Hall::standing(Ground::default(), Target::Memory, None).await
    }

    /// The same with a clock of its own.
    pub async fn by(clock: Clock) -> Hall {
        Hall::standing(Ground { clock, ..ground() }, Target::Memory, None).await
    }

    pub async fn on(target: Target) -> Hall {
        Hall::standing(ground(), target, None).await
    }

    /// Where e-mail leaves like this, with a clock of its own.
    pub async fn sending(clock: Clock, target: Target, mail: Mailing) -> Hall {
        Hall::standing(Ground { clock, ..ground() }, target, Some(mail)).await
    }

    async fn standing(ground: Ground, target: Target, mail: Option<Mailing>) -> Hall {
        let store = Store::open(&target, key()).await.expect("a store");
        let (app, router) = process(ground, store, mail);
        let roles = demo::fill(&app).await.expect("the demo fits");
        Hall { app, roles, router }
    }

    /// The browser at another process on the same database, which has nothing in its memory.
    pub fn elsewhere(&self, browser: &Browser) -> Browser {
        let (_, router) = process(ground(), self.app.store.clone(), None);
        Browser { router, cookies: browser.cookies.clone() }
    }

    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: vec![] }
    }

    /// A browser in which this demo role has signed in.
    pub async fn signed_in(&self, role: &str) -> Browser {
        let role = self.roles.iter().find(|known| known.role == role).expect("a demo role");
        let part = |what: &str| {
            role.sign_in
                .iter()
                .find(|(known, _)| *known == what)
                .map(|(_, is)| is.clone())
                .unwrap_or_default()
        };
        let mut browser = self.browser();
        let body = serde_json::json!({ "login_name": part("login_name"), "password": part("password") });
        let heard = browser.post_json("/app-api/sign-in", &body).await;
        assert_eq!(heard.status, StatusCode::NO_CONTENT, "{}", heard.text);
        browser
    }
}

fn ground() -> Ground {
    Ground { moves: FEW_MOVES, ..Ground::default() }
}

fn key() -> MasterKey {
    MasterKey::from_bytes([9; 32])
}

fn process(ground: Ground, store: Store, mail: Option<Mailing>) -> (Shared, Router) {
    let settings = Settings {
        demo: true,
        site_dir: std::env::temp_dir(),
        site_version: "test".into(),
        public_url: None,
        trust_proxy: false,
        mail,
    };
    let app: Shared = Arc::new(App::on(ground, store, &key(), settings));
    let peer = MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9)));
    (app.clone(), router::router(app).layer(peer))
}

pub struct Heard {
    pub status: StatusCode,
    pub text: String,
    pub to: Option<String>,
    pub retry_after: Option<String>,
}

#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: Vec<(String, String)>,
}

impl Browser {
    pub async fn send(&mut self, method: &str, path: &str, kind: Option<&str>, body: Vec<u8>) -> Heard {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("origin", "http://localhost")
            .header(COOKIE, cookies.join("; "));
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        for line in response.headers().get_all(SET_COOKIE) {
            let pair = line.to_str().expect("text").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie");
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
        let to = response.headers().get(LOCATION).map(text);
        let retry_after = response.headers().get(RETRY_AFTER).map(text);
        let status = response.status();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        Heard { status, text: String::from_utf8_lossy(&bytes).into_owned(), to, retry_after }
    }

    pub async fn get(&mut self, path: &str) -> Heard {
        self.send("GET", path, None, vec![]).await
    }

    pub async fn post_json(&mut self, path: &str, body: &impl serde::Serialize) -> Heard {
        let body = serde_json::to_vec(body).expect("json");
        self.send("POST", path, Some("application/json"), body).await
    }

    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Heard {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, Some("application/x-www-form-urlencoded"), body.into_bytes()).await
    }

    /// Pushes one command under this id.
    pub async fn push_as(&mut self, id: CommandId, command: Command) -> Answer {
        let push = serde_json::json!({ "commands": [Envelope { id, made_at_ms: 0, command }] });
        let heard = self.post_json("/app-api/push", &push).await;
        assert_eq!(heard.status, StatusCode::OK, "{}", heard.text);
        let mut answer: PushAnswer = serde_json::from_str(&heard.text).expect("an answer");
        assert_eq!(answer.answers.len(), 1);
        answer.answers.remove(0)
    }

    pub async fn push(&mut self, command: Command) -> Answer {
        self.push_as(CommandId(chance::id()), command).await
    }

    /// Pushes a command that must be applied.
    pub async fn does(&mut self, command: Command) -> Answer {
        let kind = command.kind();
        let answer = self.push(command).await;
        assert_eq!(answer.outcome, Outcome::Applied, "{kind}");
        answer
    }

    pub async fn pull(&mut self, scope: Scope) -> Option<PullAnswer<View>> {
        let heard = self.get(&format!("/app-api/pull?scope={scope}")).await;
        (heard.status == StatusCode::OK).then(|| serde_json::from_str(&heard.text).expect("a pull"))
    }

    pub async fn view(&mut self, scope: Scope) -> View {
        self.pull(scope).await.expect("mine to see").view.expect("a view")
    }

    pub async fn me(&mut self) -> Option<Me> {
        serde_json::from_str(&self.get("/app-api/me").await.text).expect("somebody or nobody")
    }

    pub async fn location(&mut self) -> LocationId {
        self.me().await.expect("signed in").actor.location().expect("staff")
    }

    pub async fn location_view(&mut self) -> LocationView {
        let scope = Scope::Location(self.location().await);
        match self.view(scope).await {
            View::Location(view) => *view,
            other => panic!("not a location: {other:?}"),
        }
    }

    /// The demo's fair, and its speed-date.
    pub async fn fairs(&mut self) -> (FairHead, FairHead) {
        let mut fairs = self.location_view().await.fairs;
        fairs.sort_by_key(|fair| fair.kind != domain::fair::FairKind::Banenmarkt);
        (fairs[0].clone(), fairs[1].clone())
    }
}
