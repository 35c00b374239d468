//! A PostgreSQL that belongs to this test process: started at the first question, gone when the process ends,
//! however it ends. The work is done by `end2end/postgres.sh hold`, which stops when its input closes.
//! Needs only the standard library, so that other crates' tests can take this file in by its path.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

struct Cluster {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
    databases: u32,
}

/// The address of a new, empty database. Panics with one sentence where PostgreSQL is not installed: a test that
/// skips itself would pass on a machine that proves nothing.
pub fn database() -> String {
    cluster(|cluster| {
        cluster.databases += 1;
        let name = format!("test_{}", cluster.databases);
        cluster.ask(&format!("make {name}"))
    })
}

/// Runs SQL in a database that [`database`] gave; what it gives, in one line.
#[allow(dead_code, reason = "some of the tests that take this file in leave the server alone")]
pub fn sql(address: &str, statement: &str) -> String {
    let name = address.split('?').next().and_then(|start| start.rsplit('/').next()).unwrap_or_default();
    cluster(|cluster| cluster.ask(&format!("sql {name} {statement}")))
}

/// PostgreSQL dies without a goodbye, with every connection of this test process, and comes back.
#[allow(dead_code, reason = "some of the tests that take this file in leave the server alone")]
pub fn restart() {
    cluster(|cluster| cluster.ask("restart"));
}

fn cluster<T>(act: impl FnOnce(&mut Cluster) -> T) -> T {
    static CLUSTER: OnceLock<Mutex<Cluster>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| Mutex::new(Cluster::start()));
    act(&mut cluster.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Cluster {
    fn start() -> Cluster {
        let mut child = Command::new("sh")
            .arg(script())
            .arg("hold")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("end2end/postgres.sh can be run with sh");
        let ask = child.stdin.take().expect("its input is piped");
        let answers = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut cluster = Cluster { child, ask, answers, databases: 0 };
        cluster.answer();
        cluster
    }

    fn ask(&mut self, line: &str) -> String {
        writeln!(self.ask, "{line}").expect("postgres.sh still reads");
        self.answer()
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        let read = self.answers.read_line(&mut line).expect("postgres.sh answers in text");
        if read == 0 {
            let mut said = String::new();
            if let Some(mut errors) = self.child.stderr.take() {
                errors.read_to_string(&mut said).expect("postgres.sh complains in text");
            }
            panic!("{}", said.trim());
        }
        line.trim().to_owned()
    }
}

/// `end2end/postgres.sh` of the project that this crate lies in.
fn script() -> PathBuf {
    let script = |folder: &Path| folder.join("end2end/postgres.sh");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .map(script)
        .find(|path| path.exists())
        .expect("end2end/postgres.sh is part of the project")
}
