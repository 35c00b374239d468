//! A caller as small as it can be: HTTP/1.1 on one connection that stays open, and a live line. For tests and
//! measurements that need many of them, or that must see a connection break.

use serde_json::Value;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

/// No answer within this is none.
const PATIENCE: Duration = Duration::from_secs(30);
/// A header or body beyond this is not read.
const ANSWER_MAX: u64 = 16_000_000;

pub struct Caller {
    pub to: SocketAddr,
    pub cookie: String,
    open: Option<BufReader<TcpStream>>,
}

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

impl Caller {
    pub fn new(to: SocketAddr) -> Caller {
        Caller { to, cookie: String::new(), open: None }
    }

    /// The same caller, asking elsewhere.
    pub fn at(&self, to: SocketAddr) -> Caller {
        Caller { to, cookie: self.cookie.clone(), open: None }
    }

    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask("GET", path, b"").await
    }

    pub async fn post(&mut self, path: &str, body: &[u8]) -> Result<Answer> {
        self.ask("POST", path, body).await
    }

    async fn ask(&mut self, method: &str, path: &str, body: &[u8]) -> Result<Answer> {
        let late = |_| Error::from(ErrorKind::TimedOut);
        let answer = timeout(PATIENCE, self.exchange(method, path, body)).await.map_err(late).flatten();
        if answer.is_err() {
            self.open = None;
        }
        answer
    }

    async fn exchange(&mut self, method: &str, path: &str, body: &[u8]) -> Result<Answer> {
        let (to, cookie) = (self.to, &self.cookie);
        let stream = match &mut self.open {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(to).await?;
                stream.set_nodelay(true)?;
                self.open.insert(BufReader::new(stream))
            }
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {to}\r\norigin: http://{to}\r\ncookie: {cookie}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let mut request = head.into_bytes();
        request.extend_from_slice(body);
        stream.write_all(&request).await?;
        let (answer, cookie, close) = read(stream).await?;
        if let Some(cookie) = cookie {
            self.cookie = cookie;
        }
        if close {
            self.open = None;
        }
        Ok(answer)
    }

    /// Signs in; false where that is refused.
    pub async fn sign_in(&mut self, login_name: &str, password: &str) -> Result<bool> {
        let body = serde_json::json!({ "login_name": login_name, "password": password });
        let answer = self.post("/app-api/sign-in", body.to_string().as_bytes()).await?;
        Ok(answer.status == 204)
    }

    /// The live line of this caller.
    pub async fn line(&self) -> Result<WebSocketStream<TcpStream>> {
        let other = |error| Error::other(format!("{error}"));
        let mut request = format!("ws://{}/app-api/live", self.to).into_client_request().map_err(other)?;
        let header = |text: &str| text.parse().map_err(|_| Error::from(ErrorKind::InvalidInput));
        request.headers_mut().insert("cookie", header(&self.cookie)?);
        request.headers_mut().insert("origin", header(&format!("http://{}", self.to))?);
        let stream = TcpStream::connect(self.to).await?;
        stream.set_nodelay(true)?;
        let late = |_| Error::from(ErrorKind::TimedOut);
        let opened =
            timeout(PATIENCE, tokio_tungstenite::client_async(request, stream)).await.map_err(late)?;
        opened.map(|(line, _)| line).map_err(other)
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Result<(Answer, Option<String>, bool)> {
    let bad = || Error::from(ErrorKind::InvalidData);
    let mut stream = stream.take(ANSWER_MAX);
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(bad)?;
    let (mut length, mut cookie, mut close) = (0, None, false);
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name {
            "content-length" => length = value.parse().map_err(|_| bad())?,
            "set-cookie" => cookie = value.split(';').next().map(str::to_owned),
            "connection" => close = value == "close",
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok((Answer { status, body }, cookie, close))
}
