# All flags in one interface target: every library and program links Kantoku::BuildOptions privately.
add_library(kantoku_build_options INTERFACE)
add_library(Kantoku::BuildOptions ALIAS kantoku_build_options)

set(CMAKE_CXX_EXTENSIONS OFF)
target_compile_features(kantoku_build_options INTERFACE cxx_std_20)
target_compile_definitions(kantoku_build_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    KANTOKU_VERSION="${PROJECT_VERSION}")
target_compile_options(kantoku_build_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused
    -Wimplicit-fallthrough -Wformat=2 -fno-strict-aliasing
    $<$<BOOL:${KANTOKU_WERROR}>:-Werror>)

# The test programs are many: linking them with a fast linker takes a fraction of the time.
find_program(KANTOKU_LLD ld.lld)
if(KANTOKU_LLD)
    target_link_options(kantoku_build_options INTERFACE -fuse-ld=lld)
endif()

# What is released is hardened: checked library calls, guarded stacks, and tables that cannot be written once the program
# runs. tests/house/test_hardening.py looks at what came of it.
target_compile_options(kantoku_build_options INTERFACE
    "$<$<CONFIG:Release>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2;-fstack-protector-strong;-fstack-clash-protection>")
target_link_options(kantoku_build_options INTERFACE
    "$<$<CONFIG:Release>:LINKER:-z,relro,-z,now,-z,noexecstack;-pie>")

if(KANTOKU_SANITIZE)
    target_compile_options(kantoku_build_options INTERFACE
        -fsanitize=${KANTOKU_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        # GCC takes what a sanitizer adds for uses, as its manual says; clang has no such warning.
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(kantoku_build_options INTERFACE -fsanitize=${KANTOKU_SANITIZE})
endif()
if(KANTOKU_COVERAGE)
    target_compile_options(kantoku_build_options INTERFACE --coverage)
    target_link_options(kantoku_build_options INTERFACE --coverage)
endif()
if(KANTOKU_FUZZ)
    target_compile_options(kantoku_build_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# A library of the house: `kantoku_library(protocol)` makes kantoku_protocol with the alias Kantoku::Protocol.
function(kantoku_library name)
    string(SUBSTRING ${name} 0 1 first)
    string(TOUPPER ${first} first)
    string(SUBSTRING ${name} 1 -1 rest)
    add_library(kantoku_${name} STATIC)
    add_library(Kantoku::${first}${rest} ALIAS kantoku_${name})
    target_link_libraries(kantoku_${name} PRIVATE Kantoku::BuildOptions)
    target_include_directories(kantoku_${name} PUBLIC ${PROJECT_SOURCE_DIR})
endfunction()
