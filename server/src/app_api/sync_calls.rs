//! Push and pull.

use super::Refused;
use crate::app::Shared;
use crate::sign_in::{Signed, from_app};
use crate::{commands, project};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use sync::requests::{Enough, RequestError};
use sync::{Answer, Envelope, Outcome, PUSH_MAX, Pull, PushAnswer, Rejection, Scope};
use uuid::Uuid;

/// A push as it arrives: a command that this build cannot read must not take the others down with it.
#[derive(Deserialize)]
pub struct RawPush {
    commands: Vec<serde_json::Value>,
}

pub async fn push(
    State(app): State<Shared>,
    headers: HeaderMap,
    Json(push): Json<RawPush>,
) -> Result<Json<PushAnswer>, Refused> {
    let mut signed = signed(&app, &headers).await?;
    let mut answers = Vec::with_capacity(push.commands.len().min(PUSH_MAX));
    for raw in push.commands.into_iter().take(PUSH_MAX) {
        answers.push(match serde_json::from_value::<Envelope>(raw.clone()) {
            Ok(envelope) => {
                let answer = commands::execute(&app, &signed.actor, &envelope).await?;
                if envelope.command.kind() == "pick_interviewer@1" {
                    // The name decides whose sheet the next command writes on.
                    signed = self::signed(&app, &headers).await?;
                }
                answer
            }
            Err(_) => unreadable(&raw)?,
        });
    }
    Ok(Json(PushAnswer { answers }))
}

fn unreadable(raw: &serde_json::Value) -> Result<Answer, Refused> {
    let id = raw.get("id").and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
    let id = id.ok_or(Refused(RequestError::NotFound))?;
    Ok(Answer { id, outcome: Outcome::Rejected(Rejection::Malformed), shown: None })
}

async fn signed(app: &Shared, headers: &HeaderMap) -> Result<Signed, Refused> {
    from_app(app, headers).await?.ok_or(Refused(RequestError::SignedOut))
}

/// Who may have a plan made may say that it is good enough.
pub async fn enough(
    State(app): State<Shared>,
    headers: HeaderMap,
    Json(Enough { session }): Json<Enough>,
) -> Result<StatusCode, Refused> {
    let signed = signed(&app, &headers).await?;
    let mut tx = app.store.read().await?;
    if !commands::may_plan(&mut tx, &signed.actor, session).await? {
        return Err(Refused(RequestError::NotFound));
    }
    app.runs.enough(session);
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
pub struct Asked {
    scope: Scope,
    #[serde(default)]
    base: u64,
    incarnation: Option<Uuid>,
}

pub async fn pull(
    State(app): State<Shared>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Json<Pull>, Refused> {
    let signed = signed(&app, &headers).await?;
    let pull =
        project::pull(&app, &signed.actor, signed.login, asked.scope, asked.base, asked.incarnation).await?;
    pull.map(Json).ok_or(Refused(RequestError::NotFound))
}
