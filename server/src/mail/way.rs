//! How mail leaves: by a mail server, or in the demo into a folder where a developer can look at it. Nothing that a mail
//! server says is logged but its number: its sentences name addresses.

use domain::fair::mailing::Tried;
use lettre::message::Mailbox;
use lettre::transport::smtp::response::Severity;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use url::Url;

/// For one answer of the mail server.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);

/// How mail leaves, and in whose name.
#[derive(Clone)]
pub struct Mailing(Arc<Inner>);

struct Inner {
    way: Way,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    /// "https://werkronde.example", for the link of an invitation.
    origin: OnceLock<String>,
}

enum Way {
    Server(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// What is wrong with a setting. What was set is not repeated: it holds a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingWrong {
    #[error("the mail server is written as smtps://name:password@host or smtp://name:password@host:587")]
    Url,
    #[error("the mail server's name cannot be used for a safe connection")]
    Host,
    #[error("the mail server's address takes nothing behind a question mark")]
    Query,
    #[error("say from whom e-mails come with --mail-from, such as \"Banenmarkt <banenmarkt@example.org>\"")]
    FromMissing,
    #[error("--mail-from is no e-mail address")]
    From,
    #[error("--mail-reply-to is no e-mail address")]
    ReplyTo,
}

impl Mailing {
    /// By a mail server. Its name and password travel over a safe connection, or not at all: only a mail server on this
    /// very machine is spoken to in the open.
    pub fn server(url: &str, from: Option<&str>, reply_to: Option<&str>) -> Result<Mailing, SettingWrong> {
        let parsed = Url::parse(url).map_err(|_| SettingWrong::Url)?;
        let host = parsed.host_str().filter(|host| !host.is_empty()).ok_or(SettingWrong::Url)?;
        if parsed.query().is_some() || parsed.fragment().is_some() {
            return Err(SettingWrong::Query);
        }
        let safe = match parsed.scheme() {
            "smtps" => url.to_owned(),
            "smtp" if is_here(host) => url.to_owned(),
            // lettre's word for: STARTTLS, or nothing is sent.
            "smtp" => format!("{url}?tls=required"),
            _ => return Err(SettingWrong::Url),
        };
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&safe).map_err(|_| SettingWrong::Host)?;
        let server = server.timeout(Some(ANSWER_WITHIN)).build();
        let from = from.ok_or(SettingWrong::FromMissing)?.parse().map_err(|_| SettingWrong::From)?;
        let reply_to = reply_to.map(str::parse).transpose().map_err(|_| SettingWrong::ReplyTo)?;
        Ok(Mailing(Arc::new(Inner { way: Way::Server(server), from, reply_to, origin: OnceLock::new() })))
    }

    /// Into this folder, as files: for development, where nobody gets anything.
    pub fn folder(folder: PathBuf) -> Result<Mailing, SettingWrong> {
        let from = "Werkronde <demo@werkronde.example>".parse().map_err(|_| SettingWrong::From)?;
        Ok(Mailing(Arc::new(Inner {
            way: Way::Folder(folder),
            from,
            reply_to: None,
            origin: OnceLock::new(),
        })))
    }

    /// Under which address people reach this server; what was said first stands.
    pub fn reached_at(&self, origin: &str) {
        self.0.origin.get_or_init(|| origin.to_owned());
    }

    pub fn origin(&self) -> &str {
        self.0.origin.get().map_or("http://localhost", String::as_str)
    }

    pub fn from(&self) -> &Mailbox {
        &self.0.from
    }

    pub fn reply_to(&self) -> Option<&Mailbox> {
        self.0.reply_to.as_ref()
    }

    /// Where files are written instead of mails sent.
    pub fn to_folder(&self) -> Option<&Path> {
        match &self.0.way {
            Way::Server(_) => None,
            Way::Folder(folder) => Some(folder),
        }
    }

    pub async fn send(&self, letter: Message) -> Tried {
        match &self.0.way {
            Way::Server(server) => match server.send(letter).await {
                Ok(_) => Tried::Taken,
                Err(error) => said(&error),
            },
            Way::Folder(folder) => match write(folder, &letter).await {
                Ok(()) => Tried::Taken,
                Err(error) => {
                    tracing::warn!(kind = %error.kind(), "an e-mail could not be written to its folder");
                    Tried::Failed
                }
            },
        }
    }
}

fn is_here(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// What the mail server made of it. That it does not know us is no fault of the address.
fn said(error: &lettre::transport::smtp::Error) -> Tried {
    let code = error.status().map(u16::from);
    let about_us = matches!(code, Some(530 | 534 | 535 | 538));
    let refused = error.status().is_some_and(|code| code.severity == Severity::PermanentNegativeCompletion);
    tracing::warn!(
        code,
        tls = error.is_tls(),
        timeout = error.is_timeout(),
        "the mail server did not take an e-mail"
    );
    if refused && !about_us { Tried::Refused } else { Tried::Failed }
}

/// Under the name of its Message-ID, so that the same mail twice is one file.
async fn write(folder: &Path, letter: &Message) -> std::io::Result<()> {
    let id = letter.headers().get_raw("Message-ID").unwrap_or_default();
    let name: String =
        id.chars().take_while(|sign| *sign != '@').filter(char::is_ascii_alphanumeric).collect();
    tokio::fs::create_dir_all(folder).await?;
    tokio::fs::write(folder.join(format!("{name}.eml")), letter.formatted()).await
}

/// Holds a password, so it is not shown.
impl fmt::Debug for Mailing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailing(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(url: &str, from: Option<&str>, reply_to: Option<&str>) -> Option<SettingWrong> {
        Mailing::server(url, from, reply_to).err()
    }

    #[test]
    fn a_setting_that_cannot_work_says_which_and_repeats_nothing_of_it() {
        let from = Some("Banenmarkt <banenmarkt@example.org>");
        for good in [
            "smtps://name:se%40cret@mail.example.org",
            "smtp://name:secret@mail.example.org:587",
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
        ] {
            assert_eq!(wrong(good, from, Some("balie@example.org")), None, "{good}");
        }
        let good = "smtps://name:secret@mail.example.org";
        for (url, from, reply_to, says) in [
            ("mail.example.org", from, None, SettingWrong::Url),
            ("https://mail.example.org", from, None, SettingWrong::Url),
            ("smtp://", from, None, SettingWrong::Url),
            ("smtp://mail.example.org?tls=opportunistic", from, None, SettingWrong::Query),
            (good, None, None, SettingWrong::FromMissing),
            (good, Some("Banenmarkt"), None, SettingWrong::From),
            (good, from, Some("nobody"), SettingWrong::ReplyTo),
        ] {
            assert_eq!(wrong(url, from, reply_to), Some(says), "{url}");
            assert!(!says.to_string().contains("secret"));
        }
        let mailing = Mailing::server(good, from, None).expect("good");
        assert_eq!(format!("{mailing:?}"), "Mailing(hidden)");
    }
}
