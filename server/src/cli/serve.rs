//! `werkronde serve`: opens the store, says where to go, and serves until it is told to stop.

use super::Failed;
use super::place::Place;
use crate::app::{App, Settings, Shared};
use crate::demo::{self, DemoRole};
use crate::mail::{Mailing, SettingWrong};
use crate::{jobs, ops, router, site};
use axum::serve::{ListenerExt, TapIo};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::accounts;
use tokio::net::{TcpListener, TcpStream};

#[derive(Debug, Args)]
pub struct Serve {
    /// Fill an empty database with the demo day; loopback only
    #[arg(long, env = "WERKRONDE_DEMO")]
    demo: bool,
    /// Address and port
    #[arg(long, env = "WERKRONDE_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// Address and port of /metrics; loopback only; port 0 switches it off
    #[arg(long, env = "WERKRONDE_METRICS_LISTEN", default_value = "127.0.0.1:0")]
    metrics_listen: SocketAddr,
    /// Print one JSON line with the demo sign-ins, for scripts
    #[arg(long, env = "WERKRONDE_JSON")]
    json: bool,
    /// Folder with the site files; found beside the program otherwise
    #[arg(long, env = "WERKRONDE_SITE_DIR")]
    site_dir: Option<PathBuf>,
    /// https://… under which people reach this server
    #[arg(long, env = "WERKRONDE_PUBLIC_URL")]
    public_url: Option<String>,
    /// Believe X-Forwarded-For and X-Forwarded-Proto of the proxy in front
    #[arg(long, env = "WERKRONDE_TRUST_PROXY")]
    trust_proxy: bool,
    /// Mail server for messages by e-mail: smtps://name:password@host, or smtp://name:password@host:587
    #[arg(long, env = "WERKRONDE_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// From whom e-mails come: "Banenmarkt <banenmarkt@example.org>"
    #[arg(long, env = "WERKRONDE_MAIL_FROM")]
    mail_from: Option<String>,
    /// To whom answers to an e-mail go, where that is another address
    #[arg(long, env = "WERKRONDE_MAIL_REPLY_TO")]
    mail_reply_to: Option<String>,
}

/// How e-mail leaves. None: it does not, and nobody is asked for an address.
fn mailing(serve: &Serve, place: &Place) -> Result<Option<Mailing>, Failed> {
    let cannot = |error: SettingWrong| Failed::input(format!("E-mail cannot be sent: {error}."));
    let Some(url) = &serve.smtp_url else {
        if serve.mail_from.is_some() || serve.mail_reply_to.is_some() {
            return Err(Failed::input("E-mail cannot be sent: name the mail server with --smtp-url too."));
        }
        // Whole, so that it can be opened from where it is read.
        let folder = place.data_dir.join("mail");
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        let folder = serve.demo.then(|| Mailing::folder(folder));
        return folder.transpose().map_err(cannot);
    };
    if !serve.demo && serve.public_url.is_none() {
        return Err(Failed::input(
            "An e-mail leads people to this server, so --smtp-url goes together with --public-url.",
        ));
    }
    let (from, reply_to) = (serve.mail_from.as_deref(), serve.mail_reply_to.as_deref());
    Mailing::server(url, from, reply_to).map(Some).map_err(cannot)
}

pub async fn run(place: Place, serve: Serve) -> Result<(), Failed> {
    ops::logs(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    if serve.demo && !serve.listen.ip().is_loopback() {
        return Err(Failed::input(
            "The demo has sign-ins that everybody knows, so it listens on 127.0.0.1 only.",
        ));
    }
    if serve.demo && (serve.trust_proxy || serve.public_url.is_some()) {
        return Err(Failed::input(
            "The demo has sign-ins that everybody knows, so it goes without --trust-proxy and --public-url.",
        ));
    }
    if !serve.metrics_listen.ip().is_loopback() {
        return Err(Failed::input("Metrics are for this computer only: use 127.0.0.1."));
    }
    let mail = mailing(&serve, &place)?;
    let (site_dir, site_version) = site::find(serve.site_dir.as_deref())
        .map_err(|error| Failed::work(format!("Cannot start: {error}.")))?;
    let busy = || Failed::work("The database is being restored. Start the server when that is done.");
    let _held = place.hold(false).map_err(|error| Failed::work(error.to_string()))?.ok_or_else(busy)?;
    let (store, key) = place.open().await?;
    let settings = Settings {
        demo: serve.demo,
        site_dir,
        site_version,
        public_url: serve.public_url.map(|url| url.trim_end_matches('/').to_owned()),
        trust_proxy: serve.trust_proxy,
        mail,
    };
    let app: Shared = Arc::new(App::new(store, &key, settings));
    if !serve.demo && demo::is_demo(&mut app.store.read().await?).await? {
        return Err(Failed::input(
            "This database holds the demo, with sign-ins that everybody knows. Name another folder with --data-dir, \
             or start it with --demo.",
        ));
    }
    let roles = if serve.demo { demo::fill(&app).await? } else { vec![] };
    let metrics = ops::metrics();
    if let (Some(handle), true) = (metrics, serve.metrics_listen.port() != 0) {
        let busy =
            |error| Failed::work(format!("Metrics cannot listen on {}: {error}.", serve.metrics_listen));
        ops::serve_metrics(handle, serve.metrics_listen).await.map_err(busy)?;
    }
    let listener = TcpListener::bind(serve.listen)
        .await
        .map_err(|error| Failed::work(format!("Cannot listen on {}: {error}.", serve.listen)))?;
    let at = listener.local_addr().map_err(|error| Failed::work(error.to_string()))?;
    if let Some(mail) = &app.settings.mail {
        mail.reached_at(app.settings.public_url.as_deref().unwrap_or(&format!("http://{at}")));
        if let Some(folder) = mail.to_folder() {
            tracing::info!(folder = %folder.display(), "the demo sends no e-mail; each becomes a file here");
        }
    }
    say(&app, &format!("http://{at}"), &roles, serve.json).await?;
    serve_until_told(app, listener.tap_io(without_delay as fn(&mut TcpStream))).await
}

/// Where to go and how to get in. The only thing on standard output.
async fn say(app: &Shared, at: &str, roles: &[DemoRole], json: bool) -> Result<(), Failed> {
    if json {
        let line = serde_json::json!({ "listening": at, "roles": roles });
        println!("{line}");
        return Ok(());
    }
    println!("Werkronde: {at}");
    if !roles.is_empty() {
        println!("\n{:<14} {:<40} sign-in", "role", "link");
        for role in roles {
            let sign_in: Vec<_> = role.sign_in.iter().map(|(what, is)| format!("{what} {is}")).collect();
            println!("{:<14} {:<40} {}", role.role, format!("{at}{}", role.link), sign_in.join(", "));
        }
        println!("\nDemo: invented people, sign-ins that everybody knows, this computer only.");
    } else if accounts::count(&mut app.store.read().await?).await? == 0 {
        println!("Nobody can sign in yet. Make the first administrator:\n  werkronde admin create --help");
    }
    Ok(())
}

/// How long what was accepted may take once the server is told to stop: most answers take milliseconds, and a browser
/// that reads nothing must not keep the process alive.
const FINISHING: Duration = Duration::from_secs(20);

/// What is said goes at once. A hint, or the end of an answer, would else wait until the other side acknowledged what came
/// before, which can take tens of milliseconds. A connection that cannot be set so is slower, and no worse.
fn without_delay(connection: &mut TcpStream) {
    let _ = connection.set_nodelay(true);
}

async fn serve_until_told(
    app: Shared,
    listener: TapIo<TcpListener, fn(&mut TcpStream)>,
) -> Result<(), Failed> {
    let jobs = jobs::start(&app);
    let service = router::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let (closing, (told, mut is_told)) = (app.clone(), tokio::sync::watch::channel(false));
    let stop = async move {
        told_to_stop().await;
        tracing::info!(seconds = FINISHING.as_secs(), "finishing what was accepted");
        closing.hub.close();
        told.send_replace(true);
    };
    let finishing = app.clone();
    let served = async {
        let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
        // What was taken goes through even where nobody waits for its answer any more.
        finishing.admission.rest().await;
        jobs.end().await;
        finishing.store.close().await;
        served
    };
    let too_long = async {
        // Never told: then only the server itself ends.
        if is_told.wait_for(|told| *told).await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(FINISHING).await;
    };
    tokio::select! {
        served = served => served.map_err(|error| Failed::work(format!("The server ended: {error}."))),
        () = too_long => {
            tracing::warn!("somebody took too long: cut off; what was not answered is asked again by its device");
            Ok(())
        }
    }
}

async fn told_to_stop() {
    let ctrl_c =
        async { tokio::signal::ctrl_c().await.unwrap_or_else(|error| tracing::error!(%error, "no ctrl-c")) };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! { () = ctrl_c => {}, _ = terminate.recv() => {} },
            Err(_) => ctrl_c.await,
        }
    }
    #[cfg(not(unix))]
    ctrl_c.await;
}
