//! Questions that were answered wrongly, for the organisers to learn from. They come without who asked, and nothing is
//! added here that would lead back to that person.

use bot_core::ids::{DAY, Timestamp};
use bot_core::misread::{KeptMisread, MisreadQuestion};
use bot_core::store::StoreError;
use sqlx::Row;

use crate::sql::{self, row};
use crate::write::Write;
use crate::{Database, Outcome};

/// So many are kept; of more, the oldest go. Nobody reads more, and nobody can fill the disk with them.
const MOST: i64 = 2_000;
const COLUMN: &str = "misread_questions.question_sealed";

impl Write<'_> {
    /// Keeps a question, unless the same words are kept already.
    pub(crate) async fn keep_misread(&mut self, question: &MisreadQuestion, now: Timestamp) -> Outcome<()> {
        let words = self.vault.words(&question.words);
        let sealed = self.vault.seal(COLUMN, question)?;
        let day = now.0 - now.0.rem_euclid(DAY);
        // Whoever writes is alone, so the next number is nobody else's.
        self.execute(
            "INSERT INTO misread_questions (number, words, question_sealed, day) \
             SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3 FROM misread_questions WHERE 1 = 1 \
             ON CONFLICT (words) DO NOTHING",
            row![words, sealed, day],
        )
        .await?;
        let too_old = "DELETE FROM misread_questions WHERE number <= \
                       (SELECT MAX(number) - $1 FROM misread_questions)";
        self.execute(too_old, row![MOST]).await?;
        Ok(())
    }
}

impl Database {
    /// Every question that was answered wrongly, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn misread_questions(&self) -> Result<Vec<KeptMisread>, StoreError> {
        Ok(self.read_misread().await?)
    }

    async fn read_misread(&self) -> Outcome<Vec<KeptMisread>> {
        let mut conn = self.inner.readers.acquire().await?;
        let sql = "SELECT number, question_sealed, day FROM misread_questions ORDER BY number";
        let mut kept = Vec::new();
        for found in sql::fetch(&mut conn, sql, vec![]).await? {
            let sealed: Vec<u8> = found.try_get(1)?;
            kept.push(KeptMisread {
                number: found.try_get(0)?,
                question: self.inner.vault.open(COLUMN, &sealed).ok(),
                day: Timestamp(found.try_get(2)?),
            });
        }
        Ok(kept)
    }

    /// Erases these questions, or all of them where none is named. Returns how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erase_misread(&self, numbers: &[i64]) -> Result<u64, StoreError> {
        Ok(self.drop_misread(numbers).await?)
    }

    async fn drop_misread(&self, numbers: &[i64]) -> Outcome<u64> {
        let mut write = Write::begin(&self.inner).await?;
        let mut erased = 0;
        if numbers.is_empty() {
            erased = write.execute("DELETE FROM misread_questions", vec![]).await?;
        }
        for number in numbers {
            erased += write.execute("DELETE FROM misread_questions WHERE number = $1", row![*number]).await?;
        }
        write.commit().await?;
        Ok(erased)
    }
}
