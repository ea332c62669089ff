#include "payments/bank/zip_parts.h"

#include <zip.h>

#include <algorithm>
#include <utility>

#include "ledger/base/text.h"

namespace anxin::bank {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} << 10U;

zip_t* as_zip(void* archive) { return static_cast<zip_t*>(archive); }

std::string lower(std::string_view name) {
  std::string text(name);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

/// Nothing is extracted; but who packs such a name means harm.
bool is_unsafe(std::string_view name) {
  const bool odd = std::any_of(name.begin(), name.end(), [](char c) {
    return c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20;
  });
  if (name.empty() || name.starts_with('/') || odd) return true;
  const auto steps = split(name, '/');
  return std::find(steps.begin(), steps.end(), "..") != steps.end();
}

tl::unexpected<Fault> too_much(Reason reason, std::size_t limit) {
  return fail(reason, {{"limit", std::to_string(limit)}});
}

zip_t* open_memory(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return archive;
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void ZipParts::Close::operator()(void* archive) const { zip_discard(as_zip(archive)); }

Result<ZipParts> ZipParts::open(std::string_view bytes) {
  ZipParts parts;
  parts.file_bytes_ = bytes.size();
  parts.archive_.reset(open_memory(bytes));
  if (!parts.archive_) return fail(kZipDamaged);
  LEDGER_CHECK(parts.list());
  return parts;
}

Result<void> ZipParts::list() {
  const auto count = zip_get_num_entries(as_zip(archive_.get()), 0);
  if (count < 0) return fail(kZipDamaged);
  if (static_cast<std::size_t>(count) > kZipEntriesMax) {
    return too_much(kZipTooManyEntries, kZipEntriesMax);
  }
  for (std::uint64_t index = 0; index < static_cast<std::uint64_t>(count); ++index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(as_zip(archive_.get()), index, 0, &stat) != 0) return fail(kZipDamaged);
    const std::string_view name = stat.name == nullptr ? "" : stat.name;
    if (is_unsafe(name)) return fail(kZipNameUnsafe);
    const bool added = entries_.emplace(lower(name), Entry{index, stat.comp_size}).second;
    if (!added) return fail(kZipNameRepeated);
    if (stat.encryption_method != ZIP_EM_NONE) return fail(kZipEncrypted);
  }
  return {};
}

bool ZipParts::has(std::string_view name) const { return entries_.contains(lower(name)); }

Result<void> ZipParts::check_size(std::size_t inflated, std::uint64_t packed) const {
  if (inflated > kZipPartBytesMax) return too_much(kZipPartTooLarge, kZipPartBytesMax);
  if (inflated_ + inflated > kZipBytesMax) return too_much(kZipTooLarge, kZipBytesMax);
  // The packed size is a claim too; it cannot be more than the file.
  const auto in = std::min<std::uint64_t>(packed, file_bytes_);
  if (inflated > kZipRatioBytesMin && inflated / kZipRatioMax > in) {
    return too_much(kZipRatio, kZipRatioMax);
  }
  return {};
}

Result<std::string> ZipParts::read(std::string_view name) {
  const auto entry = entries_.find(lower(name));
  if (entry == entries_.end()) return fail(kZipDamaged);
  const std::unique_ptr<zip_file_t, CloseFile> file(
      zip_fopen_index(as_zip(archive_.get()), entry->second.index, 0));
  if (!file) return fail(kZipDamaged);
  std::string part;
  for (;;) {
    const auto before = part.size();
    part.resize(before + kChunkBytes);
    const auto read = zip_fread(file.get(), part.data() + before, kChunkBytes);
    if (read < 0) return fail(kZipDamaged);
    part.resize(before + static_cast<std::size_t>(read));
    if (read == 0) break;
    LEDGER_CHECK(check_size(part.size(), entry->second.packed_bytes));
  }
  inflated_ += part.size();
  return part;
}

}  // namespace anxin::bank
