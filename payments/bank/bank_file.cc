#include "payments/bank/bank_file.h"

#include <algorithm>
#include <array>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/bank/account_report.h"
#include "payments/bank/pain001_summary.h"
#include "payments/bank/pain002.h"
#include "payments/bank/payment_return.h"
#include "payments/bank/recall_answer.h"
#include "payments/bank/return_table.h"
#include "payments/bank/statement_pages.h"
#include "payments/bank/statement_table.h"
#include "payments/bank/xml_reader.h"

namespace anxin::bank {
namespace {

using payments::BankDocument;
using payments::Finding;
using payments::Findings;
using payments::IncomingProfile;
using payments::IncomingShape;
using payments::ParsedStatements;
using payments::Severity;

using Content = decltype(BankDocument::content);

struct MessageKind {
  std::string_view root;     // the element under Document
  std::string_view message;  // "camt.053"
  std::uint64_t version_min;
  Content (*read)(MessageSource source);
};

Content read_account_report(MessageSource source) { return read_statements(std::move(source)); }

// Oldest versions: the 2009 set, the installed base (formats.md 1.2).
constexpr std::array<MessageKind, 7> kMessageKinds{{
    {"CstmrCdtTrfInitn", "pain.001", 3,
     [](MessageSource source) { return Content(read_initiation(std::move(source))); }},
    {"CstmrPmtStsRpt", "pain.002", 3,
     [](MessageSource source) { return Content(read_payment_result(std::move(source))); }},
    {"BkToCstmrStmt", "camt.053", 2, read_account_report},
    {"BkToCstmrAcctRpt", "camt.052", 2, read_account_report},
    {"BkToCstmrDbtCdtNtfctn", "camt.054", 2, read_account_report},
    {"PmtRtr", "pacs.004", 2,
     [](MessageSource source) { return Content(read_payment_return(std::move(source))); }},
    {"RsltnOfInvstgtn", "camt.029", 3,
     [](MessageSource source) { return Content(read_recall_answers(std::move(source))); }},
}};

const MessageKind* find_kind(std::string_view root) {
  for (const auto& kind : kMessageKinds) {
    if (kind.root == root) return &kind;
  }
  return nullptr;
}

// "aaaa.ddd.ddd.dd" at the front of the text; the shape of every ISO 20022 message name.
bool begins_with_message_name(std::string_view text) {
  constexpr std::string_view kShape = "aaaa.000.000.00";
  if (text.size() < kShape.size()) return false;
  return std::equal(kShape.begin(), kShape.end(), text.begin(), [](char shape, char c) {
    if (shape == 'a') return c >= 'a' && c <= 'z';
    if (shape == '0') return c >= '0' && c <= '9';
    return c == shape;
  });
}

// "camt.053.001.08" out of a namespace, wherever it stands; empty where there is none.
std::string_view message_name_in(std::string_view space) {
  constexpr std::size_t kNameLength = 15;
  for (std::size_t at = 0; at + kNameLength <= space.size(); ++at) {
    if (begins_with_message_name(space.substr(at))) return space.substr(at, kNameLength);
  }
  return {};
}

std::uint64_t version_of(std::string_view message) {
  const auto digits = message.substr(message.rfind('.') + 1);
  return parse_iso_number(digits).value_or(0);
}

Finding refusal(const XmlReader& xml, Reason code, std::string_view message) {
  const auto named = message.empty() ? "unknown" : message;
  return Finding{xml.line(), "", "", Severity::refuse, code, {{"message", std::string(named)}}};
}

bool find_document(XmlReader& xml) {
  while (xml.next_element()) {
    if (xml.name() == "Document") return true;
  }
  return false;
}

void report_namespace(const XmlReader& xml, const IncomingProfile& profile, Findings& findings) {
  const auto severity =
      profile.space == payments::NamespaceRule::refuse ? Severity::refuse : Severity::note;
  findings.push_back(Finding{xml.line(), "", "", severity, kNamespaceMissing, {}});
}

// Reads the message under the cursor, which stands on the child of Document.
void read_message(XmlReader& xml, const IncomingProfile& profile, BankDocument& document) {
  const auto* kind = find_kind(xml.name());
  const auto space = std::string(xml.space());
  const auto message = message_name_in(space);
  const bool agrees = kind != nullptr && (space.empty() || message.starts_with(kind->message));
  if (!agrees) return xml.stop(refusal(xml, kMessageUnknown, message));
  if (!message.empty() && version_of(message) < kind->version_min) {
    return xml.stop(refusal(xml, kMessageTooOld, message));
  }
  if (space.empty()) report_namespace(xml, profile, document.findings);
  const auto name = std::string(message.empty() ? kind->message : message);
  document.content = kind->read(MessageSource{xml, document.findings, name, profile});
}

BankDocument read_iso_file(std::string_view bytes, const IncomingProfile& profile) {
  BankDocument document;
  XmlReader xml(bytes);
  if (find_document(xml) && xml.next_child(xml.depth())) {
    read_message(xml, profile, document);
    // To the end of the file: it may still break off, or hold what nobody would read.
    if (find_document(xml)) xml.stop(refusal(xml, kDocumentExtra, ""));
  } else {
    xml.stop(refusal(xml, kMessageUnknown, ""));
  }
  if (xml.problem()) return BankDocument{{}, {*xml.problem()}};
  return document;
}

// Statements, and of the kind that the others are.
bool goes_with(const BankDocument& document, const std::vector<BankDocument>& others) {
  const auto* parsed = std::get_if<ParsedStatements>(&document.content);
  if (parsed == nullptr || others.empty()) return parsed != nullptr;
  return std::get<ParsedStatements>(others.front().content).kind == parsed->kind;
}

// A file among several that is refused as it is, or is nothing that has pages.
BankDocument not_pages(const BankDocument& document) {
  if (document.refused() && document.content.index() == 0) return document;
  return {{}, {Finding{0, "", "", Severity::refuse, kFilesNoPages, {}}}};
}

}  // namespace

BankDocument read_bank_file(std::string_view bytes, const IncomingProfile& profile) {
  switch (profile.shape) {
    case IncomingShape::iso:
      return read_iso_file(bytes, profile);
    case IncomingShape::returns:
      return read_return_table(bytes, profile);
    case IncomingShape::statement:
      return read_statement_table(bytes, profile);
  }
  return {};
}

BankDocument read_bank_file(std::string_view bytes) { return read_iso_file(bytes, {}); }

BankDocument read_bank_files(const std::vector<std::string>& files,
                             const IncomingProfile& profile) {
  LEDGER_INVARIANT(!files.empty());
  std::vector<BankDocument> documents;
  for (const auto& file : files) {
    auto document = read_bank_file(file, profile);
    if (files.size() > 1 && !goes_with(document, documents)) return not_pages(document);
    documents.push_back(std::move(document));
  }
  return join_pages(std::move(documents));
}

}  // namespace anxin::bank
