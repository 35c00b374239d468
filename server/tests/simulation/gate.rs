//! What the server does with a question, and what stands between device and server where a safeguard is taken away.

use crate::day::Day;
use crate::faults::Safeguards;
use crate::net::{Ask, Happening, Request, Said};
use crate::world::world;
use serde::Deserialize;
use server::admission::Work;
use server::project::{Drawing, Wanted};
use server::sign_in::Signed;
use store::logs::Log;
use store::{journal, logs};
use sync::log::{LogEnd, Maker};
use sync::requests::RequestError;
use sync::{PullAnswer, PushAnswer};
use uuid::Uuid;

#[derive(Deserialize)]
struct Ids {
    commands: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    id: domain::ids::CommandId,
}

/// The ids of the commands in a push.
fn ids(body: &str) -> Vec<domain::ids::CommandId> {
    let read: Ids = serde_json::from_str(body).expect("a push");
    read.commands.into_iter().map(|one| one.id).collect()
}

impl Safeguards {
    /// What a device hears of a push.
    pub fn heard_push(self, body: &str, mut answer: PushAnswer) -> PushAnswer {
        answer.incarnation = self.heard_incarnation(answer.incarnation);
        for (at, id) in ids(body).into_iter().enumerate() {
            if let (false, Some(one)) = (self.ack_by_id, answer.answers.get_mut(at)) {
                one.id = id;
            }
        }
        for one in &mut answer.answers {
            if !self.archive {
                one.sealed = None;
            }
        }
        answer
    }

    pub fn heard_incarnation(self, incarnation: Uuid) -> Uuid {
        if self.incarnation { incarnation } else { Uuid::nil() }
    }

    pub fn heard_pull(self, base: u64, mut pull: PullAnswer<Drawing>) -> PullAnswer<Drawing> {
        pull.incarnation = self.heard_incarnation(pull.incarnation);
        if !self.base_echo {
            pull.base = base;
        }
        pull
    }
}

impl Day {
    pub async fn arrives(&mut self, request: Request) {
        let from = request.from.device;
        match request.ask.clone() {
            Ask::Push { body, .. } => {
                let body = self.as_sent(from, &request.token, body).await;
                match self.server.takes(&request.token, &body).await {
                    Ok(work) => {
                        self.door.push((request, work));
                        // Others may come through the door with it.
                        let wait = if self.chance.one_in(3) { 40 } else { 0 };
                        self.after(wait, Happening::Through);
                    }
                    Err(error) => self.reply(request, Said::Push(Err(error))),
                }
            }
            Ask::Offer { commands, .. } => {
                let n = commands.len();
                self.fuse(n);
                let said = self.server.offered(commands).await;
                if self.may_have_died() {
                    return self.nothing_back(request);
                }
                self.trace.line(self.now_ms, || format!("device {from} offers {n}"));
                self.reply(request, Said::Offer(said));
            }
            Ask::Pull { scope, base, incarnation, held, .. } => {
                let sum = held.as_ref().and_then(|held| held.sum_at(incarnation, base));
                let said = self.pulled(&request.token, Wanted { scope, base, incarnation, sum }).await;
                if let Ok(answer) = &said {
                    let heard = self.safe.heard_pull(base, answer.clone());
                    let read = self.eyes.read(&heard, held.as_deref());
                    let pull = read.expect("what changed is told of what is held").pull;
                    self.book.edits += u32::from(answer.edits.is_some());
                    self.trace.line(self.now_ms, || {
                        let (ver, newer) = (pull.ver, pull.view.is_some());
                        let kind = scope.to_string().split(':').next().map(str::to_owned);
                        format!("device {from} pulls {} from {base}: {ver} {newer}", kind.unwrap_or_default())
                    });
                    let device = &self.devices[from];
                    self.book.pulled(from, device.seat, &pull);
                }
                self.reply(request, Said::Pull(said.map(Box::new)));
            }
            Ask::Who => {
                let maker = match self.server.signed(&request.token).await {
                    Ok(Signed { actor, .. }) => {
                        Ok(Some(Maker::of(&actor).unwrap_or(Maker("projector".into()))))
                    }
                    Err(RequestError::SignedOut) => Ok(None),
                    Err(error) => Err(error),
                };
                self.reply(request, Said::Who(maker));
            }
        }
    }

    async fn pulled(&mut self, token: &str, wanted: Wanted) -> Result<PullAnswer<Drawing>, RequestError> {
        let is = self.server.incarnation();
        let same = wanted.incarnation.map(|one| if one.is_nil() { is } else { one });
        if self.safe.counter {
            return self.server.pulled(token, Wanted { incarnation: same, ..wanted }).await;
        }
        let base = wanted.base;
        let mut pull = self.server.pulled(token, Wanted::whole(wanted.scope)).await?;
        (pull.base, pull.ver) = (base, self.server.app.admission.commits());
        if pull.ver == base && same == Some(pull.incarnation) {
            pull.view = None;
        }
        Ok(pull)
    }

    /// A push as it comes to the server: without the log where an old build sent it.
    async fn as_sent(&mut self, from: usize, token: &str, mut body: String) -> String {
        if self.devices[from].old_build {
            let at = body.find(r#""commands""#).expect("commands");
            body = format!("{{{}", &body[at..]);
        }
        if !self.safe.ids {
            let mut tx = self.server.app.store.read().await.expect("a snapshot");
            for id in ids(&body) {
                if journal::outcome_of(&mut tx, id).await.expect("the journal").is_some() {
                    let other = self.chance.id(self.now_ms);
                    body = body.replace(&id.to_string(), &other.to_string());
                }
            }
        }
        if !self.safe.chain
            && let Some(maker) = self.server.maker(token).await
        {
            body = self.believed(maker, body).await;
        }
        body
    }

    /// The push as if it followed what the server knows.
    async fn believed(&self, maker: Maker, body: String) -> String {
        #[derive(Deserialize)]
        struct After {
            after: Option<LogEnd>,
        }
        let Ok(After { after: Some(after) }) = serde_json::from_str(&body) else { return body };
        let mut tx = self.server.app.store.write().await.expect("a transaction");
        let begun = Log { end: LogEnd::empty(after.log), location: world().location, maker, heard_ms: 0 };
        let known = logs::hold(&mut tx, &begun).await.expect("the log").end;
        drop(tx);
        let text = |end: &LogEnd| serde_json::to_string(end).expect("writes");
        body.replace(&text(&after), &text(&known))
    }

    /// Everything that waits at the door goes through together.
    pub async fn goes_through(&mut self) {
        let door = std::mem::take(&mut self.door);
        if door.is_empty() {
            return;
        }
        let (requests, works): (Vec<Request>, Vec<Work>) = door.into_iter().unzip();
        self.fuse(works.len());
        let answers = self.server.admits(works).await;
        let died = self.may_have_died();
        for (request, answer) in requests.into_iter().zip(answers) {
            if died {
                self.nothing_back(request);
                continue;
            }
            let from = request.from.device;
            self.trace.line(self.now_ms, || match &answer {
                Ok(answer) => {
                    let outcomes: Vec<_> = answer.answers.iter().map(|one| one.outcome).collect();
                    format!("device {from} pushes: {:?} {outcomes:?}", answer.log)
                }
                Err(error) => format!("device {from} pushes: {error:?}"),
            });
            let answer = answer.map(|answer| self.with_old_ids(&request, answer));
            self.reply(request, Said::Push(answer));
        }
    }

    /// Where known ids were taken away, the device still hears the ids that it sent.
    fn with_old_ids(&self, request: &Request, mut answer: PushAnswer) -> PushAnswer {
        if let (false, Ask::Push { body, .. }) = (self.safe.ids, &request.ask) {
            answer.answers.iter_mut().zip(ids(body)).for_each(|(one, id)| one.id = id);
        }
        answer
    }

    /// The machine may stop during what comes now.
    fn fuse(&mut self, pushes: usize) {
        let dies = self.faults.server_dies && self.chance.one_in(12);
        let looks = if dies { self.chance.ms(1..4 + 4 * pushes as i64) } else { 0 };
        self.server.light(looks);
    }

    /// Whether it did, before its commit or just after it; then another process goes on.
    fn may_have_died(&mut self) -> bool {
        let lit = self.server.is_lit();
        if lit {
            let before = self.server.stopped();
            let when = if before { "before" } else { "after" };
            self.trace.line(self.now_ms, || format!("the server dies {when} its commit"));
            self.server.restart();
        }
        self.server.light(0);
        lit
    }
}
