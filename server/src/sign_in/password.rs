//! Staff passwords: argon2id with the library's recommended cost, off the async threads, at most two at once.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use domain::people::Password;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Each hash takes 19 MiB and a core for some tens of milliseconds: more at once would starve the day.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// A hash of a password that nobody has: comparing with it takes as long as with a real one.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("a password that nobody has"));

fn hash(password: &str) -> Option<String> {
    let salt = SaltString::encode_b64(&crate::chance::bytes::<16>()).ok()?;
    Argon2::default().hash_password(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

/// Hashes a password for storage. None when the machine could not.
pub async fn hash_password(password: &Password) -> Option<String> {
    let _place = AT_ONCE.acquire().await.ok()?;
    let password = password.reveal().to_owned();
    tokio::task::spawn_blocking(move || hash(&password)).await.ok()?
}

/// Compares. Without a stored hash it takes as long and says no, so that nobody learns which names exist.
pub async fn verify_password(typed: &str, stored: Option<&str>) -> bool {
    let Ok(_place) = AT_ONCE.acquire().await else { return false };
    let typed = typed.to_owned();
    let stored = stored.map(str::to_owned);
    let checked = tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        let Some(text) = stored.or_else(|| NOBODY.clone()) else { return false };
        let Ok(parsed) = PasswordHash::new(&text) else { return false };
        Argon2::default().verify_password(typed.as_bytes(), &parsed).is_ok() && known
    });
    checked.await.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_opens_and_nobodys_does_not() {
        let password = Password::parse("een lang wachtwoord").expect("long enough");
        let stored = hash_password(&password).await.expect("hashed");
        assert!(verify_password("een lang wachtwoord", Some(&stored)).await);
        assert!(!verify_password("een ander wachtwoord", Some(&stored)).await);
        assert!(!verify_password("a password that nobody has", None).await);
    }
}
