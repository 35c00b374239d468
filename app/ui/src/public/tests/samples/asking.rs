//! Questions to the matcher, to look at.

use super::{at, id};
use crate::public::form::AskFault;
use crate::public::views::{
    AnswerAgain, AnsweringPage, AskPage, NotTaken, OwnQuestion, TakeBackPage, ToAnswer,
};
use domain::ids::{CommandId, QuestionId};
use domain::lang::Lang;
use domain::pipeline::question::Answered;
use domain::text::Note;

fn words(text: &str) -> Option<Answered> {
    Some(Answered { words: Note::parse(text).ok(), at_ms: 7 })
}

/// One that waits, one that was told, one that was answered in words.
pub fn questions() -> Vec<OwnQuestion> {
    let one = |text: &str, answered: Option<Answered>| OwnQuestion {
        text: text.into(),
        at: at("09:12:00"),
        back_path: answered.is_none().then(|| "/mijn/vraag/1".into()),
        answered,
    };
    vec![
        one("هل يمكنني العمل في المساء؟", None),
        one("Waar is het kantoor?", Some(Answered { words: None, at_ms: 7 })),
        one("Welke bus?", words("Bus 4.\nHij gaat elk half uur.")),
    ]
}

/// Nothing was written.
pub fn ask() -> AskPage {
    AskPage {
        action: "/mijn/vraag".into(),
        key: CommandId(id(970)),
        question: QuestionId(id(971)),
        typed: String::new(),
        fault: Some(AskFault::Missing),
        enough: false,
        mine_path: "/mijn".into(),
    }
}

pub fn take_back() -> TakeBackPage {
    TakeBackPage {
        action: "/mijn/vraag/1".into(),
        key: CommandId(id(972)),
        text: "هل يمكنني العمل في المساء؟".into(),
        mine_path: "/mijn".into(),
    }
}

pub fn answering() -> AnsweringPage {
    let one = |n: u64, text: &str, answered| ToAnswer {
        question: QuestionId(id(980 + n)),
        number: 27,
        name: "Windroos".into(),
        lang: Lang::Ar,
        text: text.into(),
        at: at("09:12:00"),
        answered,
        keys: [CommandId(id(990 + n)), CommandId(id(995 + n))],
    };
    AnsweringPage {
        action: "/app-api/questions".into(),
        waiting: vec![one(1, "هل يمكنني العمل في المساء؟", None)],
        more: 2,
        answered: vec![
            one(2, "Welke bus?", words("Bus 4.")),
            one(3, "Waar?", Some(Answered { words: None, at_ms: 7 })),
        ],
        again: Some(AnswerAgain {
            question: QuestionId(id(981)),
            typed: "x".repeat(9),
            why: NotTaken::Unfit,
        }),
    }
}
