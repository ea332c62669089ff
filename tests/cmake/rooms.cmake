# anxin_precompile(<target> [headers ...])
# The headers that nearly every file reads, read once; a room names its heavy guests, or the header
# that most of its files begin with, and gets a set of its own. A header must still compile alone: the
# lint checks that without this.
function(anxin_precompile name)
  set(common <boost/multiprecision/cpp_int.hpp> <chrono> <fmt/format.h> <functional> <map> <memory>
    <optional> <set> <string> <tl/expected.hpp> <variant> <vector>)
  if(ARGN OR NOT TARGET anxin_base OR name STREQUAL anxin_base)
    target_precompile_headers(${name} PRIVATE ${common} ${ARGN})
  else()
    target_precompile_headers(${name} REUSE_FROM anxin_base)
  endif()
endfunction()

# anxin_unity(<target>)
# Compiles the files of a target in batches, where that is asked for. Names inside one file must then
# be unique in its room; what a local name hides in another file of the batch is no mistake.
function(anxin_unity name)
  if(ANXIN_UNITY)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    target_compile_options(${name} PRIVATE -Wno-shadow -Wshadow=local)
  endif()
endfunction()

# anxin_room(<name> SOURCES ... USES ... [GUESTS ...] [PRECOMPILE ...])
# One static library per room. USES are public (headers show their types), GUESTS stay inside.
function(anxin_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;GUESTS;PRECOMPILE" ${ARGN})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR} PRIVATE ${PROJECT_BINARY_DIR})
  target_link_libraries(${name} PUBLIC ${ROOM_USES} PRIVATE ${ROOM_GUESTS})
  anxin_precompile(${name} ${ROOM_PRECOMPILE})
endfunction()

# anxin_embed(<target> <namespace::function> <file>)
# Makes the text of a data file available as a function that returns a std::string_view, so that
# the program needs no data folder beside it.
function(anxin_embed target qualified file)
  string(REGEX REPLACE "^(.*)::([a-z_0-9]+)$" "\\1" space "${qualified}")
  string(REGEX REPLACE "^(.*)::([a-z_0-9]+)$" "\\2" name "${qualified}")
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cc)
  set(input ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${input} -DOUTPUT=${out} -DSPACE=${space} -DNAME=${name}
            -P ${PROJECT_SOURCE_DIR}/tests/cmake/embed.cmake
    DEPENDS ${input} ${PROJECT_SOURCE_DIR}/tests/cmake/embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
