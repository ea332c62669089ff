// The contract that a request is about, by the first word of its path.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/routes/call.h"
#include "payments/service/access_key_service.h"
#include "payments/service/payments_book.h"

namespace anxin::routes {

/// "project" is a contract, or a project with one; "batch", "file" … lead to theirs.
/// Requires: the word is one of those that subject.cc knows.
/// Refuses: as unknown_subject().
[[nodiscard]] Result<payments::Contract> subject_of(const payments::PaymentsBook& book,
                                                    const ledger::Reader& reader,
                                                    std::string_view word,
                                                    const std::string& value);
/// The entry that last wrote the thing itself: a batch with its lines, a file, a proposal …;
/// nothing where the word names none, as "project" and "account" do.
[[nodiscard]] std::optional<book::EntryNumber> version_of_subject(const ledger::Reader& reader,
                                                                  std::string_view word,
                                                                  const std::string& value);
/// A thing named in a query or body must be of the contract that the path names: a key's scope
/// ends there. Requires: as subject_of(); the path has {project}. Refuses: as unknown_subject().
[[nodiscard]] Result<void> check_of_project(const Call& call, std::string_view word,
                                            const std::string& value);
/// Whatever the fields of the request name, by Field::thing, must be there and in the caller's
/// sight: of a contract that the key sees or that the path leads to; a fund of a region whose sums
/// it sees. Refuses: as unknown_subject().
[[nodiscard]] Result<void> check_named(const Call& call);
/// A fund of a region that is none of the asker's business is as unknown as one that is not there.
/// Refuses: fund.unknown.
[[nodiscard]] Result<void> check_fund_seen(const Call& call, const std::string& fund);
/// The contracts that the key sees, in the order of their ids.
[[nodiscard]] std::vector<payments::Versioned<payments::Contract>> contracts_seen(
    const ledger::Reader& reader, const payments::AccessGrant& grant);
/// Where the contract's project lies; empty where it is not on record.
[[nodiscard]] std::string region_of_contract(const ledger::Reader& reader,
                                             const payments::Contract& contract);
/// What is said of a thing that is not there, and of one that is not for whoever asks.
[[nodiscard]] Fault unknown_subject(std::string_view word, const std::string& value);

}  // namespace anxin::routes
