# What holds for every target: language, warnings, sanitizers, output folders.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
    set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE}")
endif()

set(SHUBBAK_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them; empty for none")
option(SHUBBAK_FUZZ "Build the fuzz targets (clang only)" OFF)
option(SHUBBAK_BENCH "Build the benchmarks" OFF)

# Every target of ours links this; the libraries of others never do.
add_library(house INTERFACE)
target_compile_options(house INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
    # g++ 12 reports these inside std:: at -O2, in code that is right (GCC bugs 105329, 105651, 107852).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release,RelWithDebInfo>>:-Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-maybe-uninitialized>
    # clang 19 reports libstdc++ 12's own use of get_temporary_buffer (std::stable_sort); g++ still reports ours.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
    -fno-omit-frame-pointer)
if(SHUBBAK_SANITIZE)
    target_compile_options(house INTERFACE -fsanitize=${SHUBBAK_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(house INTERFACE -fsanitize=${SHUBBAK_SANITIZE})
    # g++ 12 reports these in instrumented std:: code that is right (GCC bugs 105329, 105562).
    target_compile_options(house INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds>)
endif()
if(SHUBBAK_FUZZ)
    target_compile_options(house INTERFACE -fsanitize=fuzzer-no-link)
endif()
