#pragma once
/// A file descriptor with an owner.

#include <unistd.h>
#include <utility>

namespace kiosk {

/// Closes its descriptor when it ends. Negative numbers mean none.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) { }
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) { }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        if (this != &other) {
            close();
            m_number = std::exchange(other.m_number, -1);
        }
        return *this;
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool open() const { return m_number >= 0; }
    void close()
    {
        if (open())
            ::close(std::exchange(m_number, -1));
    }

private:
    int m_number = -1;
};

}
