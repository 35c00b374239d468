//! One mail: plain text in the language of who gets it, the same words as by WhatsApp or on a slip. It names no link that
//! opens anything, and nothing in it tells whether it was read.

use super::Mailing;
use domain::ids::CommandId;
use domain::lang::Lang;
use domain::people::Email;
use domain::time::from_ms;
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use std::time::SystemTime;
use ui::public::views::MailWords;

/// None: lettre takes the address or a head for none, which no test has seen.
pub fn write(
    mailing: &Mailing,
    id: CommandId,
    to: &Email,
    words: &MailWords,
    now_ms: i64,
) -> Option<Message> {
    let from = mailing.from();
    let to = Mailbox::new(None, to.as_str().parse().ok()?);
    let mut letter = Message::builder()
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .date(SystemTime::from(from_ms(now_ms)))
        .from(from.clone())
        .to(to)
        .subject(words.subject.clone())
        .header(AutoSubmitted)
        .header(ContentLanguage(words.lang))
        .header(ContentType::TEXT_PLAIN);
    if let Some(reply_to) = mailing.reply_to() {
        letter = letter.reply_to(reply_to.clone());
    }
    letter.body(format!("{}\n", words.text)).ok()
}

/// RFC 3834: answers by machine, such as "I am on holiday", are not sent back to it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<AutoSubmitted, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(AutoSubmitted::name(), "auto-generated".into())
    }
}

/// RFC 3282, for who has their mail read aloud.
#[derive(Clone)]
struct ContentLanguage(Lang);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }
    fn parse(tag: &str) -> Result<ContentLanguage, Box<dyn std::error::Error + Send + Sync>> {
        tag.parse().map(ContentLanguage).map_err(|_| "no language of ours".into())
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(ContentLanguage::name(), self.0.tag().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letter(lang: Lang, subject: &str, text: &str, to: &str) -> Option<String> {
        let mailing = Mailing::folder(std::path::PathBuf::new()).ok()?;
        let words = MailWords { subject: subject.into(), text: text.into(), lang };
        let to = Email::parse(to).expect("an address");
        let letter = write(&mailing, CommandId(uuid::Uuid::from_u128(7)), &to, &words, 1_796_299_200_000)?;
        Some(String::from_utf8(letter.formatted()).expect("seven bits"))
    }

    #[test]
    fn it_says_who_sends_it_in_which_language_and_that_a_machine_made_it() {
        let made =
            letter(Lang::Nl, "Bericht over Banenmarkt", "U doet mee.", "wind@post.example").expect("made");
        for line in [
            "Message-ID: <00000000-0000-0000-0000-000000000007@werkronde.example>\r\n",
            "From: Werkronde <demo@werkronde.example>\r\n",
            "To: wind@post.example\r\n",
            "Subject: Bericht over Banenmarkt\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Language: nl\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "Date: Thu, 03 Dec 2026 12:00:00 +0000\r\n",
            "\r\n\r\nU doet mee.",
        ] {
            assert!(made.contains(line), "{line}\n{made}");
        }
        let arabic = letter(Lang::Ar, "رسالة", "أنتم مشاركون", "wind@post.example").expect("made");
        assert!(arabic.is_ascii() && arabic.contains("Content-Language: ar"), "{arabic}");
    }

    const HEAD: [&str; 9] = [
        "Message-ID",
        "Date",
        "From",
        "To",
        "Subject",
        "Auto-Submitted",
        "Content-Language",
        "Content-Type",
        "Content-Transfer-Encoding",
    ];

    proptest! {
        /// Whatever a fair is called, and whoever the mail goes to, no line of the head is another's.
        #[test]
        fn no_name_and_no_address_adds_a_line_to_the_head(
            name in "[a-zA-Z0-9.\u{e9}\u{661}: \r\n]{0,60}",
            to in "[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\\.[a-z0-9]{1,5})?@[a-z0-9]{1,20}\\.[a-z]{2,6}",
        ) {
            prop_assume!(Email::parse(&to).is_ok());
            let made = letter(Lang::Nl, &name, "x", &to);
            prop_assert!(made.is_some(), "lettre takes every address that we take: {to}");
            let made = made.unwrap_or_default();
            let (head, _) = made.split_once("\r\n\r\n").expect("a head");
            let begun = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
            for line in begun {
                let name = line.split(':').next().unwrap_or_default();
                prop_assert!(HEAD.contains(&name), "{line:?}");
            }
        }
    }
}
