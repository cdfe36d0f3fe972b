# One folder, one static target. `kiosk_module(kiosk::core HEADERS a.h SOURCES a.cpp PUBLIC … PRIVATE …)`
# makes the target `kiosk_core` with the alias `kiosk::core`. Headers are named from the top of the tree
# (`#include "kiosk/base/core/result.h"`), and each is compiled alone by the target
# `all_verify_interface_header_sets`. Third-party libraries belong under PRIVATE.
function(kiosk_module name)
    cmake_parse_arguments(M "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
    string(REPLACE "::" "_" target "${name}")
    if(M_SOURCES)
        add_library(${target} STATIC)
        target_sources(${target} PRIVATE ${M_SOURCES}
            PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${M_HEADERS})
        target_link_libraries(${target} PUBLIC ${M_PUBLIC} PRIVATE house ${M_PRIVATE})
    else()
        add_library(${target} INTERFACE)
        target_sources(${target} INTERFACE FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${M_HEADERS})
        target_link_libraries(${target} INTERFACE ${M_PUBLIC} ${M_PRIVATE})
    endif()
    add_library(${name} ALIAS ${target})
endfunction()

# A program: `kiosk_program(shubbak SOURCES main.cpp LINK …)`.
function(kiosk_program name)
    cmake_parse_arguments(P "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${P_SOURCES})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE house ${P_LINK})
endfunction()

# The tests of one folder: `kiosk_test(core SOURCES … LINK kiosk::core)` makes the program `test_core`, which
# CTest runs as one test. LABELS may hold `threaded` (also run under TSan) or `programs` (runs built programs).
function(kiosk_test name)
    cmake_parse_arguments(T "" "" "SOURCES;LINK;LABELS;ENVIRONMENT" ${ARGN})
    add_executable(test_${name} ${T_SOURCES})
    target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(test_${name} PRIVATE house catch_main ${T_LINK})
    target_compile_definitions(test_${name} PRIVATE SHUBBAK_SOURCE="${PROJECT_SOURCE_DIR}" SHUBBAK_BUILD="${PROJECT_BINARY_DIR}")
    set_target_properties(test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300 LABELS "${T_LABELS}")
    if(T_ENVIRONMENT)
        set_tests_properties(${name} PROPERTIES ENVIRONMENT "${T_ENVIRONMENT}")
    endif()
endfunction()
