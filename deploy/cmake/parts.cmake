# The third-party libraries, found once, as `parts::NAME`. Each has one door folder (ARCHITECTURE.md).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# `part(name pkg-config-module…)`: an imported target whose headers count as the system's.
function(part name)
    pkg_check_modules(PART_${name} REQUIRED IMPORTED_TARGET ${ARGN})
    add_library(parts_${name} INTERFACE)
    target_link_libraries(parts_${name} INTERFACE PkgConfig::PART_${name})
    add_library(parts::${name} ALIAS parts_${name})
endfunction()

part(fmt fmt)
part(png libpng)
part(harfbuzz harfbuzz)
part(freetype freetype2)
part(icu icu-uc icu-i18n)
part(hangul libhangul)
part(usb libusb-1.0)
part(sqlite sqlite3)
part(sodium libsodium)
part(crypto libcrypto)
part(ssl libssl libcrypto)
part(curl libcurl)
part(sdl sdl2)
part(umockdev umockdev-1.0 gio-unix-2.0)
part(spdlog spdlog)

# Header-only, or without a pkg-config file.
foreach(header json valijson toml cli boost)
    add_library(parts_${header} INTERFACE)
    add_library(parts::${header} ALIAS parts_${header})
endforeach()

# Debian's Dear ImGui 1.86 is a static library that calls into stb.
find_library(IMGUI_LIBRARY imgui REQUIRED)
find_library(STB_LIBRARY stb REQUIRED)
add_library(parts_imgui INTERFACE)
target_include_directories(parts_imgui SYSTEM INTERFACE /usr/include/imgui)
target_link_libraries(parts_imgui INTERFACE ${IMGUI_LIBRARY} ${STB_LIBRARY} m)
add_library(parts::imgui ALIAS parts_imgui)

find_library(QRCODEGEN_LIBRARY qrcodegencpp REQUIRED)
add_library(parts_qrcodegen INTERFACE)
target_link_libraries(parts_qrcodegen INTERFACE ${QRCODEGEN_LIBRARY})
add_library(parts::qrcodegen ALIAS parts_qrcodegen)
