#include "simulator/snapshot.h"

#include <algorithm>
#include <map>
#include <set>

#include "ledger/base/amount.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

constexpr std::string_view kBookSource = "book, on ";
constexpr std::size_t kFewest = 2;  // contracts: one has no deviation

// To four decimals of a per cent: what a file can write.
Rate share_of_book(const Rate& part, const Rate& whole) {
  const std::int64_t fine = 1'000'000;
  const Rate count = part * fine / whole;
  return Rate(share(Money::from_minor(1), count, Rounding::half_even).minor()) / fine;
}

template <class Value>
Value median_of(std::vector<Value> values) {
  std::sort(values.begin(), values.end());
  return values[(values.size() - 1) / 2];
}

class Snapshot {
 public:
  Snapshot(const Baseline& shipped, const BookFacts& facts) : baseline_(shipped), facts_(facts) {}
  Baseline take();

 private:
  void count(Parameter parameter, const Rate& counted);
  void count_sizes();
  void count_contracts();
  void count_labour();
  void count_accounts();
  void count_deposits();
  void count_wages();

  Baseline baseline_;
  const BookFacts& facts_;
};

// The value with its note; the range is widened to hold it. A book may hold what no baseline says
// (works of twenty years): the nearest that one may say, or the text would not be read back.
void Snapshot::count(Parameter parameter, const Rate& counted) {
  const auto domain = domain_of(parameter);
  const auto value = std::clamp(counted, domain.low, domain.high);
  auto& note = baseline_.notes.at(static_cast<std::size_t>(parameter));
  note.low = std::min(note.low, value);
  note.high = std::max(note.high, value);
  note.source = std::string(kBookSource) + to_string(facts_.on);
  note.evidence = Evidence::statistic;
  baseline_.values.set(parameter, value);
}

void Snapshot::count_sizes() {
  std::set<std::string> owners;
  std::set<std::string> contractors;
  for (const auto& contract : facts_.contracts) {
    owners.insert(contract.owner);
    contractors.insert(contract.contractor);
  }
  baseline_.size = {static_cast<std::uint32_t>(facts_.contracts.size()),
                    static_cast<std::uint32_t>(owners.size()),
                    static_cast<std::uint32_t>(contractors.size())};
}

// Median, and the standard deviation of the logarithms; whole yuan.
void Snapshot::count_contracts() {
  if (facts_.contracts.size() < kFewest) return;
  std::vector<std::int64_t> amounts;
  std::vector<std::int64_t> months;
  std::vector<double> logs;
  double sum = 0;
  for (const auto& contract : facts_.contracts) {
    amounts.push_back(contract.amount.minor());
    months.push_back(contract.months);
    logs.push_back(natural_log(static_cast<double>(std::max<std::int64_t>(1, amounts.back()))));
    sum += logs.back();
  }
  const double mean = sum / static_cast<double>(logs.size());
  double squares = 0;
  for (const double log : logs) squares += (log - mean) * (log - mean);
  const double deviation = square_root(squares / static_cast<double>(logs.size() - 1));
  constexpr std::int64_t kFenOfYuan = 100;
  count(Parameter::size_median, Rate(median_of(amounts) / kFenOfYuan * kFenOfYuan));
  count(Parameter::size_deviation, Rate(nearest(deviation * 10'000), 10'000));
  count(Parameter::duration_base, Rate(median_of(months)));
}

void Snapshot::count_labour() {
  Rate sum = 0;
  Rate low = 1;
  Rate high = 0;
  for (const auto& contract : facts_.contracts) {
    low = std::min(low, contract.labour_share);
    high = std::max(high, contract.labour_share);
    sum += contract.labour_share;
  }
  const auto number = static_cast<std::int64_t>(facts_.contracts.size());
  count(Parameter::labour_share_min, share_of_book(low, 1));
  count(Parameter::labour_share_max, share_of_book(high, 1));
  count(Parameter::account_share, share_of_book(sum, number));
}

void Snapshot::count_accounts() {
  std::int64_t with = 0;
  for (const auto& contract : facts_.contracts) with += contract.has_account ? 1 : 0;
  count(Parameter::account_coverage,
        share_of_book(with, static_cast<std::int64_t>(facts_.contracts.size())));
}

// Of the projects that have any deposit: those with a letter and no less in it than in cash.
void Snapshot::count_deposits() {
  std::int64_t any = 0;
  std::int64_t letters = 0;
  for (const auto& contract : facts_.contracts) {
    if (contract.deposit_cash.is_zero() && contract.deposit_letters.is_zero()) continue;
    ++any;
    letters += contract.deposit_letters >= contract.deposit_cash ? 1 : 0;
  }
  if (any > 0) count(Parameter::deposit_letter_share, share_of_book(letters, any));
}

// A line is a worker's wage of a month.
void Snapshot::count_wages() {
  Money gross;
  std::int64_t lines = 0;
  for (const auto& contract : facts_.contracts) {
    gross += contract.gross;
    lines += contract.lines;
  }
  if (lines > 0 && !gross.is_zero()) {
    count(Parameter::monthly_wage, Rate(share(gross, Rate(1, lines), Rounding::half_even).minor()));
  }
}

Baseline Snapshot::take() {
  baseline_.region = facts_.region;
  baseline_.name = facts_.region.text() + " " + to_string(facts_.on);
  count_sizes();
  count_contracts();
  count_labour();
  count_accounts();
  count_deposits();
  count_wages();
  return std::move(baseline_);
}

// ---- text ---------------------------------------------------------------------------------------

std::string toml_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out.append("\"");
}

// The first unit in which all three are decimals that a file can write.
const Unit& unit_for(const std::array<Rate, 3>& values, Dimension dimension) {
  const Unit* best = nullptr;
  for (const auto& unit : kUnits) {
    if (unit.dimension != dimension) continue;
    if (best == nullptr) best = &unit;
    const bool fits = std::all_of(values.begin(), values.end(), [&unit](const Rate& value) {
      return denominator(Rate(value * unit.denominator * 10'000 / unit.numerator)) == 1;
    });
    if (fits) return unit;
  }
  return *best;
}

std::string parameter_text(const Baseline& baseline, const ParameterShape& shape) {
  const auto& note = baseline.notes.at(static_cast<std::size_t>(shape.parameter));
  const auto& value = baseline.values[shape.parameter];
  const auto& unit = unit_for({value, note.low, note.high}, shape.dimension);
  const auto number = [&unit](const Rate& exact) {
    return toml_quoted(to_decimal_string(exact * unit.denominator / unit.numerator));
  };
  return "{ value = " + number(value) + ", unit = " + toml_quoted(unit.word) + ", range = [" +
         number(note.low) + ", " + number(note.high) +
         "], grade = " + toml_quoted(payments::to_word(note.evidence)) +
         ", source = " + toml_quoted(note.source) + " }";
}

std::string head_text(const Baseline& baseline) {
  std::string text = "schema = " + toml_quoted(kBaselineSchema) + "\n";
  text.append("name = ").append(toml_quoted(baseline.name)).append("\n");
  text.append("region = ").append(toml_quoted(baseline.region.text())).append("\n");
  text.append("spring_festivals = [\n");
  for (const auto& day : baseline.festivals) {
    text.append("  ").append(toml_quoted(to_string(day))).append(",\n");
  }
  text.append("]\n\n[size]\nprojects = ").append(std::to_string(baseline.size.projects));
  text.append("\nowners = ").append(std::to_string(baseline.size.owners));
  text.append("\ncontractors = ").append(std::to_string(baseline.size.contractors));
  text.append("\ndistricts = ").append(std::to_string(baseline.size.districts));
  return text.append("\n");
}

}  // namespace

Result<Baseline> snapshot_baseline(const Baseline& shipped, const BookFacts& facts) {
  if (facts.contracts.empty()) {
    return fail(kSnapshotEmpty, {{"region", facts.region.text()}, {"on", to_string(facts.on)}});
  }
  return Snapshot(shipped, facts).take();
}

bool is_of_book(const Baseline& baseline) {
  return std::any_of(baseline.notes.begin(), baseline.notes.end(), [](const ParameterNote& note) {
    return note.source.starts_with(kBookSource);
  });
}

std::string baseline_text(const Baseline& baseline) {
  std::map<std::string, std::string> tables;
  for (const auto& shape : kParameters) {
    const auto dot = shape.path.rfind('.');
    tables[std::string(shape.path.substr(0, dot))]
        .append(shape.path.substr(dot + 1))
        .append(" = ")
        .append(parameter_text(baseline, shape))
        .append("\n");
  }
  auto text = head_text(baseline);
  for (const auto& [path, lines] : tables) {
    text.append("\n[").append(path).append("]\n").append(lines);
  }
  return text;
}

}  // namespace anxin::simulator
