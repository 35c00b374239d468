//! A mail server of the test's own: says yes, no for good, not now, or dies over a mail; and keeps what it took.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Takes,
    /// Does not know the address.
    Refuses,
    /// Cannot take anything now.
    Busy,
    /// Has the whole mail, and is gone before it says so.
    DiesAfter,
    /// Is gone in the middle of the mail.
    DiesIn,
    /// Takes it once somebody lets it.
    Waits,
}

/// A mail as it came in.
#[derive(Debug, Clone)]
pub struct Came {
    pub to: String,
    pub text: String,
}

impl Came {
    /// The rest of the line of the head that begins so.
    pub fn head(&self, name: &str) -> &str {
        let head = self.text.split("\r\n\r\n").next().unwrap_or_default();
        head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim()
    }
}

#[derive(Default)]
struct Inner {
    moods: Mutex<VecDeque<Mood>>,
    came: Mutex<Vec<Came>>,
    asked: Mutex<usize>,
}

#[derive(Clone)]
pub struct PostOffice {
    inner: Arc<Inner>,
    lets: Arc<Semaphore>,
    pub at: SocketAddr,
}

impl PostOffice {
    /// Its mood for each mail that is brought, in order; then it takes whatever comes.
    pub async fn open(moods: impl IntoIterator<Item = Mood>) -> PostOffice {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let inner = Arc::new(Inner { moods: Mutex::new(moods.into_iter().collect()), ..Inner::default() });
        let at = listener.local_addr().expect("an address");
        let office = PostOffice { inner, lets: Arc::new(Semaphore::new(0)), at };
        let serves = office.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                let serves = serves.clone();
                // A line that breaks off is part of the game.
                tokio::spawn(async move { serves.speak(line).await.ok() });
            }
        });
        office
    }

    pub fn came(&self) -> Vec<Came> {
        self.inner.came.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often a mail was brought, taken or not.
    pub fn asked(&self) -> usize {
        *self.inner.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets it take one that it makes wait.
    pub fn lets(&self) {
        self.lets.add_permits(1);
    }

    async fn speak(&self, mut line: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = line.split();
        let mut lines = BufReader::new(read).lines();
        let (mut to, mut mood) = (String::new(), Mood::Takes);
        write.write_all(b"220 post.example\r\n").await?;
        while let Some(said) = lines.next_line().await? {
            let answer = match said.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                "EHLO" => "250 post.example".to_owned(),
                "MAIL" => {
                    *self.inner.asked.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                    let mut moods = self.inner.moods.lock().unwrap_or_else(PoisonError::into_inner);
                    mood = moods.pop_front().unwrap_or(Mood::Takes);
                    "250 go on".to_owned()
                }
                "RCPT" => {
                    to = said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    match mood {
                        // As mail servers do.
                        Mood::Refuses => format!("550 <{to}> does not live here"),
                        Mood::Busy => format!("451 nothing for <{to}> now"),
                        _ => "250 go on".to_owned(),
                    }
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    let mut text = String::new();
                    while let Some(part) = lines.next_line().await? {
                        if mood == Mood::DiesIn || part == "." {
                            break;
                        }
                        // A line that begins with a dot comes with one more.
                        text.push_str(part.strip_prefix('.').unwrap_or(&part));
                        text.push_str("\r\n");
                    }
                    if mood == Mood::DiesIn {
                        return Ok(());
                    }
                    if mood == Mood::Waits {
                        self.lets.acquire().await.map_err(std::io::Error::other)?.forget();
                    }
                    let came = Came { to: to.clone(), text };
                    self.inner.came.lock().unwrap_or_else(PoisonError::into_inner).push(came);
                    if mood == Mood::DiesAfter {
                        return Ok(());
                    }
                    "250 taken".to_owned()
                }
                "QUIT" => return write.write_all(b"221 bye\r\n").await,
                _ => "250 as you say".to_owned(),
            };
            write.write_all(answer.as_bytes()).await?;
            write.write_all(b"\r\n").await?;
        }
        Ok(())
    }
}
