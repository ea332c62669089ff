// LMDB's words and ours.
#pragma once

#include <lmdb.h>

#include <array>
#include <string_view>

#include "ledger/store/store.h"

namespace anxin::store {

using LmdbTables = std::array<MDB_dbi, kTables>;

inline MDB_val to_val(std::string_view bytes) {
  return {bytes.size(), const_cast<char*>(bytes.data())};
}
inline std::string_view to_view(const MDB_val& val) {
  return {static_cast<const char*>(val.mv_data), val.mv_size};
}
inline Fields said(int code) { return {{"cause", mdb_strerror(code)}}; }

}  // namespace anxin::store
