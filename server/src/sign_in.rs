//! Who is asking: passwords, cards with PINs, pairing codes, and the logins that they open.

mod cookie;
mod keys;
mod limits;
mod login;
mod password;

pub use cookie::{Door, clear, read, set};
pub use keys::Keys;
pub use limits::{Limits, address};
pub use login::{
    Found, Signed, TROUBLE, actor_at, actor_not_ended, close_account, from_app, from_mine, new_login,
    open_login, unchanged,
};
pub use password::{hash_password, verify_password};
