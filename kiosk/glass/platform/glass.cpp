#include "kiosk/glass/platform/glass.h"

#include "kiosk/glass/platform/translate.h"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <vector>

namespace kiosk::platform {

struct Glass::Window {
    explicit Window(Clock const& the_clock) : clock(the_clock) { }
    ~Window()
    {
        if (window)
            SDL_DestroyWindow(window);
        if (video)
            SDL_QuitSubSystem(SDL_INIT_VIDEO);
        SDL_Quit();
    }
    Window(Window const&) = delete;
    Window& operator=(Window const&) = delete;

    void refresh_surface()
    {
        surface = SDL_GetWindowSurface(window);
        verify(surface != nullptr, "a window that was opened has a surface");
        verify(surface->format->BytesPerPixel == 4 && surface->format->Rmask == 0xFF0000, "the surface's pixels are XRGB8888");
        translation.width = surface->w;
        translation.height = surface->h;
    }

    Clock const& clock;
    bool video = false;
    SDL_Window* window = nullptr;
    SDL_Surface* surface = nullptr;
    Translation translation;
    std::atomic<bool> woken = false;
    std::uint64_t presents = 0;
};

Glass::Glass(std::unique_ptr<Window> window) : m_window(std::move(window)) { }
Glass::~Glass() = default;

Result<std::unique_ptr<Glass>> Glass::open(Settings const& settings, Clock const& clock)
{
    verify(settings.width > 0 && settings.height > 0, "a glass has a size");
    verify(SDL_WasInit(SDL_INIT_VIDEO) == 0, "there is one glass a process");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    // The touch that brings the window to the front is a citizen's touch, not to be swallowed.
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_VIDEODRIVER, settings.place == Place::headless ? "dummy" : nullptr);
    SDL_SetMainReady();

    auto made = std::make_unique<Window>(clock);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return failed(Failure::unreachable, fmt::format("no display: {}", SDL_GetError()));
    made->video = true;

    std::uint32_t const flags = settings.place == Place::fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS : 0;
    made->window = SDL_CreateWindow(settings.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
        settings.width, settings.height, SDL_WINDOW_SHOWN | flags);
    if (!made->window)
        return failed(Failure::unreachable, fmt::format("no window of {} x {}: {}", settings.width, settings.height, SDL_GetError()));
    if (!SDL_GetWindowSurface(made->window))
        return failed(Failure::unreachable, fmt::format("no surface for the window: {}", SDL_GetError()));
    made->refresh_surface();
    if (settings.place == Place::fullscreen)
        SDL_ShowCursor(SDL_DISABLE);
    SDL_StopTextInput();
    made->translation.wake_type = SDL_RegisterEvents(1);
    return std::unique_ptr<Glass>(new Glass(std::move(made)));
}

int Glass::width() const { return m_window->surface->w; }
int Glass::height() const { return m_window->surface->h; }
Clock const& Glass::clock() const { return m_window->clock; }

Surface Glass::surface()
{
    auto const* surface = m_window->surface;
    return { static_cast<std::uint32_t*>(surface->pixels), surface->w, surface->h, surface->pitch / 4 };
}

void Glass::present()
{
    ++m_window->presents;
    SDL_UpdateWindowSurface(m_window->window);
}

void Glass::present(std::span<Rectangle const> parts)
{
    ++m_window->presents;
    std::vector<SDL_Rect> rects;
    for (auto const& part : parts) {
        int const left = std::max(part.left, 0);
        int const top = std::max(part.top, 0);
        int const right = std::min(part.right, width());
        int const bottom = std::min(part.bottom, height());
        if (left < right && top < bottom)
            rects.push_back({ left, top, right - left, bottom - top });
    }
    if (!rects.empty())
        SDL_UpdateWindowSurfaceRects(m_window->window, rects.data(), static_cast<int>(rects.size()));
}

std::uint64_t Glass::presents() const { return m_window->presents; }

std::optional<Event> Glass::poll()
{
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) {
        auto ours = translate(event, m_window->translation);
        if (!ours)
            continue;
        if (std::holds_alternative<Woken>(*ours))
            m_window->woken = false;
        if (std::holds_alternative<Resized>(*ours) || std::holds_alternative<Exposed>(*ours))
            m_window->refresh_surface();
        return ours;
    }
    return std::nullopt;
}

std::optional<Event> Glass::wait(std::optional<Instant> until)
{
    for (;;) {
        if (auto event = poll())
            return event;
        if (!until) {
            SDL_WaitEvent(nullptr);
            continue;
        }
        auto const left = Deadline::at(*until).left(m_window->clock);
        if (left == Duration::zero())
            return std::nullopt;
        // Rounded up: to wake before the moment would be to spin until it.
        auto const milliseconds = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        if (SDL_WaitEventTimeout(nullptr, static_cast<int>(std::min<std::int64_t>(milliseconds, 3'600'000))) == 0)
            if (Deadline::at(*until).passed(m_window->clock))
                return std::nullopt;
    }
}

void Glass::wake()
{
    if (m_window->woken.exchange(true))
        return;
    SDL_Event event {};
    event.type = m_window->translation.wake_type;
    if (SDL_PushEvent(&event) != 1)
        m_window->woken = false;
}

void Glass::inject(Finger const& finger)
{
    SDL_Event event {};
    switch (finger.phase) {
    case Finger::Phase::down:
        event.type = SDL_FINGERDOWN;
        break;
    case Finger::Phase::move:
        event.type = SDL_FINGERMOTION;
        break;
    case Finger::Phase::up:
        event.type = SDL_FINGERUP;
        break;
    }
    event.tfinger.touchId = injected_panel;
    event.tfinger.fingerId = finger.id;
    event.tfinger.x = finger.x / static_cast<float>(width());
    event.tfinger.y = finger.y / static_cast<float>(height());
    event.tfinger.pressure = finger.phase == Finger::Phase::up ? 0.0F : 1.0F;
    verify(SDL_PushEvent(&event) == 1, "the event queue has room for a finger");
}

void Glass::inject(KeyPress const& key)
{
    SDL_Event event {};
    event.key.keysym.scancode = static_cast<SDL_Scancode>(scancode_of(key.key));
    event.type = SDL_KEYDOWN;
    event.key.state = SDL_PRESSED;
    verify(SDL_PushEvent(&event) == 1, "the event queue has room for a key");
    event.type = SDL_KEYUP;
    event.key.state = SDL_RELEASED;
    verify(SDL_PushEvent(&event) == 1, "the event queue has room for a key");
}

}
