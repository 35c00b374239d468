//! A line as slow as one likes, between a caller and a server: so many bits per second each way for all connections
//! together, so long on the way, and now and then a packet that is lost and sent again, behind which the others wait.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

#[derive(Clone, Copy)]
pub struct Line {
    /// 0: as many as go.
    pub bits_per_s: u64,
    /// Each way.
    pub delay: Duration,
    pub stall_percent: u64,
}

/// One packet.
const PACKET: usize = 1_460;
/// On the way at once; who writes more waits.
const ON_THE_WAY: usize = 512;
/// How long it takes until a lost packet is sent again, beside the way itself: what Linux waits at least.
const RESEND: Duration = Duration::from_millis(200);

/// When the line is free again, each way.
type Free = Arc<Mutex<Instant>>;

/// Opens one to this server; lives as long as the program.
pub async fn open(to: SocketAddr, line: Line) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let free: [Free; 2] = std::array::from_fn(|_| Arc::new(Mutex::new(Instant::now())));
        let mut seed = 1;
        while let Ok((here, _)) = listener.accept().await {
            let Ok(there) = TcpStream::connect(to).await else { continue };
            here.set_nodelay(true).unwrap();
            there.set_nodelay(true).unwrap();
            let ((from_here, to_here), (from_there, to_there)) = (here.into_split(), there.into_split());
            tokio::spawn(carry(from_here, to_there, line, free[0].clone(), seed));
            tokio::spawn(carry(from_there, to_here, line, free[1].clone(), seed + 1));
            seed += 2;
        }
    });
    at
}

async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, line: Line, free: Free, mut chance: u64) {
    let (sender, mut way) = mpsc::channel::<(Instant, Vec<u8>)>(ON_THE_WAY);
    let arrive = tokio::spawn(async move {
        while let Some((at, packet)) = way.recv().await {
            sleep_until(at).await;
            if to.write_all(&packet).await.is_err() {
                return;
            }
        }
        // The other end closed; whoever is still there hears it by the connection.
        let _ = to.shutdown().await;
    });
    let mut not_before = Instant::now();
    let mut packet = vec![0; PACKET];
    while let Ok(read @ 1..) = from.read(&mut packet).await {
        let sent = {
            let mut free = free.lock().unwrap();
            let takes = (read as u64 * 8 * 1_000_000_000).checked_div(line.bits_per_s).unwrap_or(0);
            *free = (*free).max(Instant::now()) + Duration::from_nanos(takes);
            *free
        };
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let lost = (chance >> 33) % 100 < line.stall_percent;
        let again = if lost { RESEND + line.delay * 2 } else { Duration::ZERO };
        not_before = not_before.max(sent + line.delay + again);
        if sender.send((not_before, packet[..read].to_vec())).await.is_err() {
            break;
        }
    }
    drop(sender);
    // Ended or not, nothing comes any more.
    let _ = arrive.await;
}
