# anxin_room(<name> SOURCES ... USES ... [GUESTS ...])
# One static library per room. USES are public (headers show their types), GUESTS stay inside.
function(anxin_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;GUESTS" ${ARGN})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR} PRIVATE ${PROJECT_BINARY_DIR})
  target_link_libraries(${name} PUBLIC ${ROOM_USES} PRIVATE ${ROOM_GUESTS})
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
