//! Reading what an older build wrote. A kind that got a new meaning has a new number behind its `@`; the old one is
//! carried over in steps, so that a command which waited on a device for a fortnight is still taken.
//!
//! A kind that left [`domain::command::Command`] stands in [`STEPS`] for ever. A field that came to a kind needs no step:
//! it has a default.

use crate::Envelope;
use serde_json::Value;

/// From one form of a command to the next.
pub struct Step {
    pub from: &'static str,
    pub to: &'static str,
    /// None: these arguments never were that command's.
    pub args: fn(Value) -> Option<Value>,
}

/// Every step since the first release. None so far: every kind is still at `@1`.
pub const STEPS: &[Step] = &[];

/// Reads an envelope that any build wrote.
pub fn read(raw: &str) -> Option<Envelope> {
    read_with(STEPS, raw)
}

/// As [`read`], by these steps.
pub fn read_with(steps: &[Step], raw: &str) -> Option<Envelope> {
    if let Ok(envelope) = serde_json::from_str(raw) {
        return Some(envelope);
    }
    let mut written: Value = serde_json::from_str(raw).ok()?;
    // Each step is taken at most once.
    for _ in steps {
        let kind = written.get("kind")?.as_str()?;
        let Some(step) = steps.iter().find(|step| step.from == kind) else { break };
        let args = written.get_mut("args").map(Value::take).unwrap_or_default();
        written["args"] = (step.args)(args)?;
        written["kind"] = step.to.into();
    }
    serde_json::from_value(written).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::command::Command;

    /// As if scores had once been given in percent, and before that under another name.
    const OLDER: &[Step] = &[
        Step { from: "rate@1", to: "score_criterion@0", args: Some },
        Step {
            from: "score_criterion@0",
            to: "score_criterion@1",
            args: |mut args| {
                let percent = args.get("percent")?.as_u64()?;
                args["score"] = (percent / 25).into();
                Some(args)
            },
        },
    ];

    fn written(kind: &str, percent: &str) -> String {
        let id = "00000000-0000-0000-0000-000000000001";
        let talk = format!(r#"{{"session":"{id}","party":"{id}","resident":"{id}"}}"#);
        format!(
            r#"{{"id":"{id}","made_at_ms":7,"kind":"{kind}","args":{{"talk":{talk},"criterion":"motivation","percent":{percent}}}}}"#
        )
    }

    #[test]
    fn a_command_of_an_older_number_is_read_as_what_it_is_today() {
        for kind in ["score_criterion@0", "rate@1"] {
            let envelope = read_with(OLDER, &written(kind, "75")).expect("reads");
            assert_eq!(envelope.made_at_ms, 7);
            let Command::ScoreCriterion { score, .. } = envelope.command else { panic!("another command") };
            assert_eq!(u8::from(score), 3);
        }
    }

    #[test]
    fn what_no_step_leads_on_from_stays_unread() {
        assert_eq!(read_with(OLDER, &written("score_criterion@0", "\"many\"")), None);
        assert_eq!(read_with(OLDER, &written("score_criterion@9", "75")), None);
        assert_eq!(read_with(&[], &written("score_criterion@0", "75")), None);
        let round =
            [Step { from: "a@1", to: "b@1", args: Some }, Step { from: "b@1", to: "a@1", args: Some }];
        assert_eq!(read_with(&round, &written("a@1", "75")), None, "steps in a round end");
    }
}
