//! The real program, as a process that can be killed.

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub struct Process {
    child: Child,
    pub at: SocketAddr,
    database: String,
    folder: PathBuf,
    log: PathBuf,
}

impl Process {
    /// Starts one on the demo, and waits until it serves. Processes that share a folder share its master key.
    pub fn start(name: &str, database: &str, folder: &Path) -> Process {
        std::fs::write(folder.join("version"), "test").expect("a site of nothing");
        let log = folder.join(format!("{name}.log"));
        let (child, at) = spawn(database, folder, &log, "127.0.0.1:0");
        Process { child, at, database: database.to_owned(), folder: folder.to_owned(), log }
    }

    /// The power goes.
    pub fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ended");
    }

    /// Back at the same address.
    pub fn restart(&mut self) {
        (self.child, self.at) = spawn(&self.database, &self.folder, &self.log, &self.at.to_string());
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("a log")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Killed already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(database: &str, folder: &Path, log: &Path, listen: &str) -> (Child, SocketAddr) {
    let log = std::fs::File::options().create(true).append(true).open(log).expect("a log");
    let mut child = Command::new(env!("CARGO_BIN_EXE_werkronde"))
        .args(["serve", "--demo", "--json", "--listen", listen, "--database-url", database])
        .arg("--data-dir")
        .arg(folder)
        .arg("--site-dir")
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .expect("the program runs");
    let mut said = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut said).expect("it says where it is");
    let said: Value = serde_json::from_str(&said).expect("one line of JSON");
    let at = said["listening"].as_str().and_then(|at| at.strip_prefix("http://")?.parse().ok());
    (child, at.expect("an address"))
}
