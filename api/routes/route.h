// What the service answers: a table of routes, each with whom it is for and what it takes.
//
// Role: the one source of the service: dispatch, access, /openapi.json and the tests that walk all
//       routes read this table. A route that is not in it does not exist.
// Shape: paths like "/v1/projects/{project}/payrolls"; one word in braces is one part of the path.
// Source: interfaces.md, "HTTP".
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.h"
#include "ledger/base/result.h"
#include "payments/domain/master_data.h"

namespace anxin::routes {

using payments::Role;

class Call;
using Work = Result<http::Response> (*)(Call& call);

/// A set of roles.
class Roles {
 public:
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const auto role : roles) bits_ |= bit(role);
  }
  [[nodiscard]] constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }

 private:
  static constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
  std::uint32_t bits_ = 0;
};

inline constexpr Roles kAllRoles{Role::clerk,     Role::approver,   Role::subcontractor,
                                 Role::owner,     Role::supervisor, Role::bank,
                                 Role::regulator, Role::auditor,    Role::policy,
                                 Role::viewer,    Role::worker,     Role::admin};
/// Those who prepare a payroll, and those who approve it.
inline constexpr Roles kContractorStaff{Role::clerk, Role::approver};
/// Those who look into a contract's books: the parties, who watches over them, who checks.
inline constexpr Roles kBookReaders{Role::clerk,     Role::approver,   Role::subcontractor,
                                    Role::owner,     Role::supervisor, Role::bank,
                                    Role::regulator, Role::auditor};
/// Those who may see sums, which name nobody.
inline constexpr Roles kSumReaders{Role::clerk,     Role::approver,   Role::subcontractor,
                                   Role::owner,     Role::supervisor, Role::bank,
                                   Role::regulator, Role::auditor,    Role::viewer};

/// Those who ask what another rule would have done.
inline constexpr Roles kSimulators{Role::policy, Role::regulator, Role::auditor};

/// Those who look at a region as a whole.
inline constexpr Roles kRegionReaders{Role::regulator, Role::auditor, Role::viewer};
/// Those who may see who the workers are.
inline constexpr Roles kPersonReaders{Role::clerk, Role::approver, Role::bank};

enum class FieldKind : std::uint8_t {
  text,
  region,  ///< six digits of GB/T 2260; a text
  amount,  ///< {"amount":"12.50","currency":"CNY"} in a body, 12.50 in a query
  date,
  month,
  instant,
  integer,
  flag,
  texts,     ///< an array of texts; in a query separated by commas
  file,      ///< a whole file's text, in a body
  file_list  ///< an array of those
};
[[nodiscard]] std::string_view to_word(FieldKind kind);
[[nodiscard]] constexpr bool is_file(FieldKind kind) {
  return kind == FieldKind::file || kind == FieldKind::file_list;
}

enum class Need : std::uint8_t { optional, required };

/// A member of a body, a parameter of a query, or a header: "reason" is Anxin-Reason,
/// percent-encoded UTF-8.
struct Field {
  std::string_view name;
  FieldKind kind = FieldKind::text;
  Need need = Need::optional;
  std::string_view example{};
  /// What it names, by the word of subject.cc: "line", "fund" … The service looks whether it is in
  /// the caller's sight, before the work.
  std::string_view thing{};
  /// A closed set, as payments::every_word() writes it: another word is refused before the work.
  std::string words{};
  std::int64_t least = 0;  ///< of an integer, as the work refuses it; what is below 0 is none
};

/// Whose business a route is.
enum class Concern : std::uint8_t {
  nobody,    ///< no key is asked for
  login,     ///< anybody whose role fits; what is answered is narrowed by the work itself
  contract,  ///< the first word of the path leads to a contract that the key must see; else 404
  region     ///< … to a region whose sums the key must see; else 404
};

enum class Effect : std::uint8_t {
  reads,
  changes,         ///< needs an Idempotency-Key; answered once, replayed for ever
  changes_by_line  ///< every line carries a key of its own
};

enum class BodyKind : std::uint8_t {
  none,
  fields,  ///< a JSON object of the fields in `body`
  file,    ///< raw bytes of a file as it came
  lines    ///< NDJSON or fixed records, one command each
};

struct Route {
  std::string_view id;  ///< operationId; "route.<id>" is its sentence in the catalogue
  http::Method method = http::Method::get;
  std::string_view path;
  Concern concern = Concern::contract;
  Roles roles = kBookReaders;
  Work work = nullptr;
  Effect effect = Effect::reads;
  std::vector<Field> query{};
  BodyKind body_kind = BodyKind::none;
  std::vector<Field> body{};
  std::vector<Field> headers{};  ///< what is said beside a file and must stand in no URL
};

inline constexpr std::size_t kFieldsBytesMax = 256U << 10;  // a case with a thousand lines named
/// Of a file that is a field: ten times the longest rules that ship.
inline constexpr std::size_t kFieldFileBytesMax = 256U << 10;
/// Two of them, each byte escaped, or twenty scenarios of which each is ten times what ships.
inline constexpr std::size_t kFieldsWithFilesBytesMax = 1U << 20;
inline constexpr std::size_t kFileBytesMax = 128U << 20;  // the largest bank file accepted
inline constexpr std::size_t kLinesBytesMax = 64U << 20;  // 100 000 postings with names
[[nodiscard]] std::size_t body_bytes_max(const Route& route);

/// Every route of the service.
[[nodiscard]] const std::vector<Route>& all_routes();

}  // namespace anxin::routes
