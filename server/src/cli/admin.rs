//! `werkronde admin`: the first way in, and a way back in, for who can reach the machine.

use super::Failed;
use super::place::Place;
use crate::sign_in::close_account;
use crate::{chance, clock};
use clap::Subcommand;
use domain::ids::{AccountId, InviteId, LocationId};
use domain::people::{Role, Roles};
use domain::text::Name;
use store::accounts::Account;
use store::invites::Invite;
use store::locations::Location;
use store::{Tx, accounts, audit, invites, locations};

#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make an administrator and print the link with which they choose a password
    #[command(
        after_help = "Example:\n  werkronde admin create --name \"Sanne\" --login-name sanne --location \"Zonnedauw\""
    )]
    Create {
        /// What they are called
        #[arg(long, env = "WERKRONDE_ADMIN_NAME")]
        name: String,
        /// What they type to sign in
        #[arg(long, env = "WERKRONDE_ADMIN_LOGIN_NAME")]
        login_name: String,
        /// Their location; made when it is not there
        #[arg(long, env = "WERKRONDE_ADMIN_LOCATION")]
        location: String,
    },
    /// Print a new link for someone who cannot get in; ends their password, logins and earlier links
    #[command(after_help = "Example:\n  werkronde admin reset --login-name sanne")]
    Reset {
        #[arg(long, env = "WERKRONDE_ADMIN_LOGIN_NAME")]
        login_name: String,
    },
}

pub async fn run(place: Place, task: Admin) -> Result<(), Failed> {
    let (store, _) = place.open().await?;
    let mut tx = store.write().await?;
    let token = match &task {
        Admin::Create { name, login_name, location } => create(&mut tx, name, login_name, location).await?,
        Admin::Reset { login_name } => reset(&mut tx, login_name).await?,
    };
    tx.commit().await?;
    store.close().await;
    println!("Open this within three days, on the address of your server, and choose a password:");
    println!("  /app/invite#{token}");
    Ok(())
}

fn parsed(what: &str, raw: &str) -> Result<Name, Failed> {
    Name::parse(raw).map_err(|why| Failed::input(format!("The {what} was not taken: {why}.")))
}

async fn create(tx: &mut Tx, name: &str, login_name: &str, location: &str) -> Result<String, Failed> {
    let (name, login_name) = (parsed("name", name)?, parsed("login name", login_name)?);
    let location = parsed("location", location)?;
    if accounts::by_login_name(tx, login_name.as_str()).await?.is_some() {
        return Err(Failed::input(
            "That login name is taken; `werkronde admin reset` gives its owner a new link.",
        ));
    }
    let known = locations::all(tx).await?.into_iter().find(|known| known.name == location.as_str());
    let location = match known {
        Some(known) => known.id,
        None => {
            let id = LocationId(chance::id());
            let row = Location { id, name: location.as_str().into(), created_ms: clock::now_ms() };
            locations::insert(tx, &row).await?;
            id
        }
    };
    let account = Account {
        id: AccountId(chance::id()),
        location,
        name: name.as_str().into(),
        login_name: login_name.as_str().to_lowercase(),
        roles: Roles::from(vec![Role::Administrator, Role::Organiser]),
        password_hash: None,
        active: true,
        created_ms: clock::now_ms(),
    };
    accounts::insert(tx, &account).await?;
    link(tx, &account, "administrator made on the machine").await
}

async fn reset(tx: &mut Tx, login_name: &str) -> Result<String, Failed> {
    let account = accounts::by_login_name(tx, login_name.trim()).await?;
    let account = account.ok_or_else(|| Failed::input("Nobody has that login name."))?;
    accounts::set_password_hash(tx, account.id, None).await?;
    close_account(tx, account.id, clock::now_ms()).await?;
    link(tx, &account, "password reset on the machine").await
}

async fn link(tx: &mut Tx, account: &Account, what: &str) -> Result<String, Failed> {
    let (token, token_hash) = chance::token();
    let now_ms = clock::now_ms();
    let expires_ms = now_ms + 3 * 24 * 3600 * 1000;
    let invite =
        Invite { id: InviteId(chance::id()), account: account.id, token_hash, expires_ms, used_ms: None };
    invites::insert(tx, &invite).await?;
    audit::note(tx, Some(account.location), what, None, now_ms).await?;
    Ok(token)
}
