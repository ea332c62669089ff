#include "tests/fuzz/readers.h"

#include <algorithm>

#include "api/http/head.h"
#include "api/http/target.h"
#include "api/json/ledger_json.h"
#include "ledger/base/invariant.h"
#include "ledger/book/entry.h"
#include "ledger/store/codec.h"
#include "payments/bank/csv.h"
#include "payments/bank/decode.h"
#include "payments/bank/json_table.h"
#include "payments/bank/xlsx.h"
#include "payments/bank/xlsx_parts.h"
#include "payments/domain/bank_ledger.h"
#include "payments/domain/payroll.h"
#include "payments/domain/record_codec.h"
#include "payments/rules/bank_profiles.h"
#include "payments/rules/calendar_data.h"
#include "payments/rules/caption_data.h"
#include "payments/rules/incoming_profiles.h"
#include "payments/rules/master_data.h"
#include "payments/rules/outgoing_profiles.h"
#include "payments/rules/rule_file.h"
#include "tests/fuzz/seeds.h"
#include "tests/support/bank_entry.h"
#include "tests/support/table_entry.h"

namespace anxin::fuzz {
namespace {

void read_text_table(std::string_view bytes) {
  const auto text = bank::decode_text(bytes);
  if (text) static_cast<void>(bank::read_csv(text->text));
}

void read_json(std::string_view bytes) {
  const auto text = bank::decode_text(bytes);
  if (text) static_cast<void>(bank::read_json_table(text->text));
}

void read_workbook(std::string_view bytes) {
  static_cast<void>(bank::read_xlsx(bytes, ""));
  static_cast<void>(bank::SharedStrings::read(bytes));
  static_cast<void>(bank::read_styles(bytes));
  const bank::SharedStrings strings;
  const bank::CellFormats formats;
  static_cast<void>(bank::read_sheet(bytes, {strings, formats}));
}

void read_tables(std::string_view bytes) { LEDGER_INVARIANT(tests::read_as_every_table(bytes)); }

void read_apply_line(std::string_view bytes) {
  static_cast<void>(json::parse(bytes));
  static_cast<void>(json::parse_apply_line(bytes));
}

// However the bytes arrive, the end of the head is found at the same place.
http::HeadProgress look_byte_by_byte(std::string_view bytes) {
  http::HeadProgress progress;
  for (std::size_t come = 1; come <= bytes.size() && progress.end == 0 && !progress.broken;
       ++come) {
    progress = http::look_for_head(bytes.substr(0, come), come - 1);
  }
  return progress;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; });
}

// What is let in has one reading: a path without steps, names in small letters, one length.
void read_request_head(std::string_view bytes) {
  const auto progress = http::look_for_head(bytes, 0);
  const auto again = look_byte_by_byte(bytes);
  LEDGER_INVARIANT(progress.end == again.end && progress.broken == again.broken);
  http::ReadHead read;
  if (progress.end == 0 || http::read_head(bytes.substr(0, progress.end), {}, read)) return;
  LEDGER_INVARIANT(read.head.path.front() == '/' && !has_control(read.head.path));
  LEDGER_INVARIANT((read.head.path + "/").find("/../") == std::string::npos);
  std::size_t lengths = 0;
  for (const auto& header : read.head.headers) {
    const auto large = [](char c) { return c >= 'A' && c <= 'Z'; };
    LEDGER_INVARIANT(std::none_of(header.name.begin(), header.name.end(), large));
    LEDGER_INVARIANT(header.name != "transfer-encoding");
    if (header.name == "content-length") ++lengths;
  }
  LEDGER_INVARIANT(lengths == 1 || (lengths == 0 && read.length == 0));
}

// What is a target never leads inside as it is written, and its pieces are safe in a head.
void read_target(std::string_view bytes) {
  const auto target = http::parse_target(bytes, {});
  static_cast<void>(http::parse_network(bytes));
  if (!target) return;
  const auto address = http::parse_address(target->host);
  LEDGER_INVARIANT(!address || http::is_public(*address));
  for (const auto& piece : {target->authority, target->path}) {
    LEDGER_INVARIANT(piece.find_first_of("\r\n #") == std::string::npos);
  }
}

// What is no entry is refused; what is one has exactly one spelling, or the chain would cover two.
void read_entry(std::string_view bytes) {
  const auto entry = book::decode_entry(bytes);
  if (!entry || entry->format != book::kEntryFormat) return;
  LEDGER_INVARIANT(book::encode(*entry) == bytes);
  LEDGER_INVARIANT(book::recorded_at(bytes) == entry->recorded_at);
  LEDGER_INVARIANT(book::key_of(bytes) == entry->key);
}

void read_store_rows(std::string_view bytes) {
  static_cast<void>(store::decode_book(bytes));
  static_cast<void>(store::decode_head(bytes));
  static_cast<void>(store::decode_journal(bytes));
  static_cast<void>(store::decode_block(bytes));
  for (const std::size_t index : {0U, 1U, 1'000U}) {
    static_cast<void>(store::decode_posting(bytes, index));
  }
  static_cast<void>(store::decode_block_head(bytes));
  static_cast<void>(store::decode_account(1, bytes));
  static_cast<void>(store::decode_opening(bytes));
  static_cast<void>(store::decode_period_key(bytes));
  static_cast<void>(store::decode_sums(bytes));
  static_cast<void>(store::decode_slice(bytes));
  static_cast<void>(store::decode_expiry(bytes));
  static_cast<void>(store::decode_record_key(bytes));
  static_cast<void>(store::decode_record(bytes));
}

template <class T>
void read_record(std::string_view bytes) {
  const auto record = payments::decode_record<T>(bytes);
  if (record) LEDGER_INVARIANT(payments::decode_record<T>(payments::encode_record(*record)));
}

void read_records(std::string_view bytes) {
  read_record<payments::PayrollBatch>(bytes);
  read_record<payments::PayrollLine>(bytes);
  read_record<payments::InstructionFile>(bytes);
  read_record<payments::BankStatement>(bytes);
  read_record<payments::BankEntry>(bytes);
}

void read_data_files(std::string_view bytes) {
  static_cast<void>(payments::parse_rules(bytes));
  static_cast<void>(payments::parse_master_data(bytes));
  static_cast<void>(payments::parse_bank_profiles(bytes));
  static_cast<void>(payments::parse_incoming_profiles(bytes));
  static_cast<void>(payments::parse_outgoing_profiles(bytes));
  static_cast<void>(payments::parse_calendar(bytes));
  static_cast<void>(payments::parse_captions(bytes));
}

}  // namespace

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all{
      {"csv", read_text_table, table_seeds},
      {"json", read_json, table_seeds},
      {"xlsx", read_workbook, table_seeds},
      {"table", read_tables, table_seeds},
      {"iso", tests::read_as_iso_message, bank_seeds},
      {"returns", tests::read_as_return_table, bank_seeds},
      {"statements", tests::read_as_statement_table, bank_seeds},
      {"apply", read_apply_line, apply_seeds},
      {"entry", read_entry, entry_seeds},
      {"rows", read_store_rows, row_seeds},
      {"records", read_records, record_seeds},
      {"data", read_data_files, data_seeds},
      {"head", read_request_head, head_seeds},
      {"target", read_target, target_seeds},
  };
  return all;
}

const Reader* find_reader(std::string_view name) {
  const auto& all = readers();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Reader& reader) { return reader.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace anxin::fuzz
