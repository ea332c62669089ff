// Copies of a book that are known to be whole: made while it is written, verified, restored.
//
// Shape: a backup is a folder with data.mdb, a compact copy of one commit, and manifest.json:
//        {"format":…,"book":…,"entry":…,"head":…,"postings":…,"accounts":…,"bytes":…,"sha256":…,
//         "webhooks":{"bytes":…,"sha256":…},"made_at":…}. Where the book has webhooks,
//        webhooks/data.mdb says how far they had come; {"damaged":true} where it could not be
//        read: they are not part of this backup. The master key is not part of any.
#pragma once

#include <filesystem>

#include "api/cli/context.h"

namespace anxin::cli {

inline constexpr Reason kBackupUnreadable{"backup.unreadable"};   ///< no manifest, or no sense
inline constexpr Reason kBackupDiffers{"backup.digest-differs"};  ///< the file is not that one
inline constexpr Reason kBackupDamaged{"backup.not-verified"};    ///< what it holds does not hold
inline constexpr std::array kBackupReasons{kBackupUnreadable, kBackupDiffers, kBackupDamaged};

/// Copies the book to the new folder `to`, reads the copy again and verifies it before it is put in
/// place. Answers the manifest; its "webhooks" is null where there are none, {"damaged":true} where
/// what is kept of them does not read. Refuses: store.exists, store.unavailable,
/// backup.not-verified.
[[nodiscard]] Result<Json> make_backup(Context& context, const store::Store& book,
                                       const std::filesystem::path& to);

/// Makes the book `to` from a backup. What an earlier book of this name has left of its webhooks is
/// put aside (BOOK.webhooks.before-restore). Refuses: backup.unreadable, backup.digest-differs,
/// backup.not-verified, store.exists, store.unavailable.
[[nodiscard]] Result<Json> restore_backup(Context& context, const std::filesystem::path& from,
                                          const std::filesystem::path& to);

/// Whether a copy, opened in a child, verifies; the head it has then.
[[nodiscard]] Result<book::Head> verified_head(Context& context,
                                               const std::filesystem::path& folder);

}  // namespace anxin::cli
