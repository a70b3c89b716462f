//! Who may do what, for the command line. A holder is shown by a short piece of the hash only: whoever lists roles
//! learns how many there are and can tell them apart, not who they are.

use bot_core::ids::{PersonAddress, Timestamp};
use bot_core::store::{Role, StoreError};
use sqlx::Row;

use crate::sql::{self, row};
use crate::write::Write;
use crate::{Database, Outcome, hex};

/// Somebody who holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleHolder {
    /// The first eight digits of the person's keyed hash.
    pub short_hash: String,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub granted_at: Timestamp,
}

impl Database {
    /// Gives somebody a role. `false` when they had it already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grant_role(&self, person: &PersonAddress, role: Role, now: Timestamp) -> Result<bool, StoreError> {
        let grant = "INSERT INTO roles (person, role, granted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        let keys = row![self.inner.vault.person(person), role.as_str(), now.0];
        Ok(self.change_roles(grant, keys, person, now).await?)
    }

    /// Takes a role from somebody. `false` when they didn't have it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_role(&self, person: &PersonAddress, role: Role, now: Timestamp) -> Result<bool, StoreError> {
        let revoke = "DELETE FROM roles WHERE person = $1 AND role = $2";
        let keys = row![self.inner.vault.person(person), role.as_str()];
        Ok(self.change_roles(revoke, keys, person, now).await?)
    }

    async fn change_roles(
        &self,
        sql: &str,
        keys: Vec<sql::Value>,
        person: &PersonAddress,
        now: Timestamp,
    ) -> Outcome<bool> {
        let mut write = Write::begin(&self.inner).await?;
        let changed = write.execute(sql, keys).await? > 0;
        // What is being decided about them meanwhile is decided again with the new roles.
        let moved =
            "UPDATE people SET revision = CASE WHEN revision < $2 THEN $2 ELSE revision + 1 END WHERE person = $1";
        write.execute(moved, row![self.inner.vault.person(person), now.0]).await?;
        write.commit().await?;
        Ok(changed)
    }

    /// Everybody who holds a role, by role and then by time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_roles(&self) -> Result<Vec<RoleHolder>, StoreError> {
        Ok(self.role_holders().await?)
    }

    async fn role_holders(&self) -> Outcome<Vec<RoleHolder>> {
        let mut conn = self.inner.readers.acquire().await?;
        let sql = "SELECT person, role, granted_at FROM roles ORDER BY role, granted_at, person";
        let mut holders = Vec::new();
        for found in sql::fetch(&mut conn, sql, vec![]).await? {
            let person: Vec<u8> = found.try_get(0)?;
            if let Some(role) = Role::parse(found.try_get(1)?) {
                let short_hash = hex::encode(person.get(..4).unwrap_or_default());
                holders.push(RoleHolder { short_hash, role, granted_at: Timestamp(found.try_get(2)?) });
            }
        }
        Ok(holders)
    }
}
