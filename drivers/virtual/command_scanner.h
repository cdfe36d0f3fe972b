#pragma once
/// Cuts an ESC/POS byte stream into commands, as a printer meets it: written from the printer's manual and from nothing
/// that encodes.
///
/// Source: Epson ESC/POS command reference: DLE, ESC, FS and GS commands with their lengths. A command it does not know
/// is told as unknown and takes its two bytes, as printers skip it.
///
/// Threads: none of its own.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace drivers::virtuals {

/// What a scanner finds. The spans end with the call.
class CommandSink {
public:
    virtual ~CommandSink() = default;
    /// A printable byte.
    virtual void text(std::uint8_t letter) = 0;
    /// A whole command with its parameters: one control byte (LF), or from its prefix on. Of a command with more than
    /// 64 KiB of parameters only so many are given.
    virtual void command(std::span<std::uint8_t const> bytes) = 0;
    /// DLE EOT, DLE ENQ, DLE DC4: obeyed when it arrives, before what stands in the receive buffer.
    virtual void real_time(std::span<std::uint8_t const> bytes) = 0;
    /// GS v 0: `mode` bit 0 doubles the width, bit 1 the height.
    virtual void raster_begins(std::uint8_t mode, std::size_t row_bytes, std::size_t rows) = 0;
    virtual void raster_row(std::span<std::uint8_t const> row) = 0;
    virtual void unknown(std::span<std::uint8_t const> bytes) = 0;
};

class CommandScanner {
public:
    /// `sink` must outlive the scanner.
    explicit CommandScanner(CommandSink& sink) : m_sink(sink) { }

    void push(std::uint8_t byte);
    /// Between two commands, so that a real-time command would be seen as one.
    [[nodiscard]] bool at_boundary() const { return m_bytes.empty() && m_rows_left == 0; }
    /// Forgets a command that has begun.
    void clear();

private:
    void emit();

    CommandSink& m_sink;
    std::vector<std::uint8_t> m_bytes;
    std::size_t m_seen = 0;   ///< bytes of this command, kept or not
    std::size_t m_length = 0; ///< of this command; 0 while it is not known
    std::size_t m_row_bytes = 0;
    std::size_t m_rows_left = 0;
};

/// How long the command that begins with these bytes is, as far as they tell.
struct CommandLength {
    enum class Known { not_yet, whole, unknown_command };
    Known known = Known::not_yet;
    std::size_t bytes = 0; ///< with prefix and parameters
};
[[nodiscard]] CommandLength length_of_command(std::span<std::uint8_t const> begun);

}
