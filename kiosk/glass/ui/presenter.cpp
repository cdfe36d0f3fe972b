#include "kiosk/glass/ui/presenter.h"

#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/ui/focus.h"
#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/line.h"
#include "kiosk/glass/ui/marks.h"
#include "kiosk/glass/ui/paint.h"
#include "kiosk/glass/ui/raster.h"
#include "kiosk/glass/ui/reach.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <deque>
#include <utility>

namespace kiosk::ui {

namespace {

/// Of a quiet movement: far below the 2 Hz at which something flickers (VVSG 2.0 7.1-B).
constexpr Duration movement_step = std::chrono::milliseconds(900);

/// The one window that holds the page. ImGui gives it its clip and its draw list; it never sees a text or an event.
class Board {
public:
    Board()
    {
        verify(ImGui::GetCurrentContext() == nullptr, "there is one presenter a process");
        IMGUI_CHECKVERSION();
        ImGui::CreateContext();
        auto& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        // Sixteen-bit indices: longer lists need an offset, which our rasteriser honours.
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        io.BackendRendererName = "shubbak";
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height); // ImGui asks for a font, also of one who never writes
        io.Fonts->SetTexID(reinterpret_cast<ImTextureID>(Texture::plain));
        ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    }
    ~Board() { ImGui::DestroyContext(); }
    Board(Board const&) = delete;
    Board& operator=(Board const&) = delete;

    template <typename Paint>
    void draw(int width, int height, Paint paint)
    {
        auto& io = ImGui::GetIO();
        io.DisplaySize = { static_cast<float>(width), static_cast<float>(height) };
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({ 0, 0 });
        ImGui::SetNextWindowSize(io.DisplaySize);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, { 0, 0 });
        ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
        ImGui::Begin("page", nullptr,
            ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoSavedSettings);
        paint(*ImGui::GetWindowDrawList());
        ImGui::End();
        ImGui::PopStyleVar(2);
        ImGui::Render();
    }
    [[nodiscard]] ImDrawData const& drawing() const { return *ImGui::GetDrawData(); }

    /// The positions of glyphs tell a text too.
    void forget()
    {
        draw(1, 1, [](ImDrawList& list) {
            std::fill_n(reinterpret_cast<std::byte volatile*>(list.VtxBuffer.Data), static_cast<std::size_t>(list.VtxBuffer.Capacity) * sizeof(ImDrawVert), std::byte {});
        });
    }
};

}

struct Presenter::Parlour {
    explicit Parlour(Parts the_parts)
        : parts(std::move(the_parts)), typesetter(parts.fonts), atlas(parts.fonts), icons(parts.icons, parts.logo)
    {
    }

    struct Press {
        std::string page;
        std::string node;
        Canvas::Press::Manner manner = Canvas::Press::Manner::tap;
        std::optional<std::size_t> at = std::nullopt;
        std::optional<std::size_t> from = std::nullopt;
    };

    [[nodiscard]] Measures measures() const { return { form.text_size, parts.density, form.pace }; }
    [[nodiscard]] Theme const& theme() const { return parts.themes.of(form.contrast); }

    void take(platform::Finger const& finger);
    void take(platform::KeyPress const& key);
    void press(std::string const& id);
    void hold(std::string const& id, float x);
    void draw(std::string const& id, float from_x, float x);
    void follow(Touch::Asked const& asked);
    /// In a field: the byte that is shown nearest to `x`.
    [[nodiscard]] std::optional<std::size_t> byte_at(Index field, float x);
    void reveal_typed();
    void scroll_to(std::string const& id, float offset);
    void build(Build const& build, Canvas::Press pressed);
    [[nodiscard]] float reach_line() const;
    void lay_out_page();
    void lay_out_curtain();
    void paint_page();
    void list_nodes();

    Parts parts;
    Form form;
    language::SpokenMessages const* spoken = nullptr;
    text::Typesetter typesetter;
    text::Atlas atlas;
    Icons icons;
    Board board;
    Page page;
    Build curtain; ///< empty while it is open
    Page curtain_page;
    Touch touch;
    Offsets offsets;
    Focus focus;
    std::string typed_in;   ///< the field that was brought into sight
    Oddities oddities;
    std::deque<Press> presses;
    std::vector<Node> nodes;
    Instant next_movement {};
    Marks marks;              ///< what is on the surface
    Marks spare;              ///< of the frame before
    bool surface_lost = true; ///< surface or window may hold something else
    bool dirty = true;
    bool built = false; ///< `page` is what is shown, laid out
};

Result<std::unique_ptr<Presenter>> Presenter::open(Parts parts)
{
    if (!(parts.density.pixels_per_mm > 0.1F && parts.density.pixels_per_mm < 100))
        return failed(Failure::malformed, "expected a panel of 0.1 to 100 pixels a millimetre");
    return std::unique_ptr<Presenter>(new Presenter(std::make_unique<Parlour>(std::move(parts))));
}

Presenter::Presenter(std::unique_ptr<Parlour> parlour) : m_parlour(std::move(parlour)) { }
Presenter::~Presenter() = default;

void Presenter::handle(platform::Event const& event)
{
    if (auto const* finger = std::get_if<platform::Finger>(&event))
        m_parlour->take(*finger);
    else if (auto const* key = std::get_if<platform::KeyPress>(&event))
        m_parlour->take(*key);
    else if (std::holds_alternative<platform::KeyHeld>(event))
        m_parlour->oddities.push_back(Oddity::key_stuck);
    else if (std::holds_alternative<platform::Exposed>(event))
        m_parlour->dirty = m_parlour->surface_lost = true;
    else if (std::holds_alternative<platform::Resized>(event)) {
        // Where things stand is another: what began on the old page counts no more.
        m_parlour->touch.drop();
        m_parlour->dirty = m_parlour->surface_lost = true;
        m_parlour->oddities.push_back(Oddity::screen_turned);
    } else if (std::holds_alternative<platform::FocusLost>(event)) {
        m_parlour->dirty = m_parlour->dirty || !m_parlour->touch.pressed().empty();
        m_parlour->touch.forget();
        m_parlour->oddities.push_back(Oddity::focus_lost);
    }
}

void Presenter::pass_time()
{
    auto& parlour = *m_parlour;
    auto const now = parlour.parts.glass.clock().now();
    parlour.follow(parlour.touch.pass_time(now, parlour.page));
    if (parlour.page.moves && parlour.next_movement <= now) {
        ++parlour.page.moment;
        parlour.dirty = true;
    }
}

std::optional<Instant> Presenter::next_alarm() const
{
    auto const touch = m_parlour->touch.next_alarm(m_parlour->page);
    if (!m_parlour->page.moves)
        return touch;
    return touch ? std::min(*touch, m_parlour->next_movement) : m_parlour->next_movement;
}
void Presenter::set_manners(TouchManners const& manners) { m_parlour->touch.set_manners(manners); }
Oddities Presenter::take_oddities() { return std::exchange(m_parlour->oddities, {}); }

void Presenter::Parlour::take(platform::Finger const& finger)
{
    auto asked = touch.take(finger, parts.glass.clock().now(), page, offsets, parts.density);
    if (finger.phase == platform::Finger::Phase::down && !focus.id().empty()) {
        focus.clear();
        dirty = true;
    }
    follow(asked);
    wipe(asked.press);
    wipe(asked.held);
}

void Presenter::Parlour::follow(Touch::Asked const& asked)
{
    dirty = dirty || asked.redraw;
    oddities.insert(oddities.end(), asked.odd.begin(), asked.odd.end());
    if (!asked.held.empty())
        hold(asked.held, asked.x);
    if (!asked.drawn.empty())
        draw(asked.drawn, asked.from_x, asked.x);
    if (!asked.scroll.empty()) {
        auto const index = page.find(asked.scroll);
        scroll_to(asked.scroll, asked.settle && index != none ? settled(page, index, offsets[asked.scroll]) : asked.offset);
    }
    if (asked.press.empty())
        return;
    auto const index = page.find(asked.press);
    auto const at = index == none ? std::nullopt : byte_at(index, asked.x);
    press(asked.press);
    if (at && !presses.empty())
        presses.back().at = at;
}

std::optional<std::size_t> Presenter::Parlour::byte_at(Index field, float x)
{
    auto const line = page[field].first;
    if (!built || line == none || page[line].kind != Kind::line)
        return std::nullopt;
    Lettering lettering(typesetter, measures());
    auto const left_at = offsets.find(page[field].id + ".line");
    return Line(lettering, page[line], left_at == offsets.end() ? std::nullopt : std::optional(left_at->second)).position_at(x);
}

void Presenter::Parlour::hold(std::string const& id, float x)
{
    auto const index = page.find(id);
    if (index == none)
        return;
    dirty = true;
    presses.push_back({ page.id, id, Canvas::Press::Manner::held, byte_at(index, x) });
}

void Presenter::Parlour::draw(std::string const& id, float from_x, float x)
{
    auto const index = page.find(id);
    auto const from = index == none ? std::nullopt : byte_at(index, from_x);
    if (!from)
        return;
    // Of a finger's way only where it is now is of interest.
    Press const drawn { page.id, id, Canvas::Press::Manner::drawn, byte_at(index, x), from };
    if (!presses.empty() && presses.back().manner == drawn.manner && presses.back().node == id)
        presses.back() = drawn;
    else
        presses.push_back(drawn);
    dirty = true;
}

void Presenter::Parlour::take(platform::KeyPress const& key)
{
    auto asked = focus.take(key, parts.glass.clock().now(), page, spoken == nullptr ? Order::as_it_stands : Order::as_it_reads);
    dirty = dirty || asked.redraw;
    oddities.insert(oddities.end(), asked.odd.begin(), asked.odd.end());
    if (!asked.press.empty())
        press(asked.press);
    wipe(asked.press);
    if (asked.reveal == none)
        return;
    if (auto const scroll = page[asked.reveal].clip; scroll != none && overflows(page, scroll))
        scroll_to(page[scroll].id, revealing(page, scroll, offsets[page[scroll].id], asked.reveal));
}

void Presenter::Parlour::press(std::string const& id)
{
    auto const index = page.find(id);
    if (index == none)
        return;
    dirty = true;
    if (int const by = page[index].scroll_by; by != 0) {
        auto scroll = index;
        while (page[scroll].kind != Kind::scroll)
            scroll = page[scroll].parent;
        scroll_to(page[scroll].id, turned(page, scroll, offsets[page[scroll].id], by));
        return;
    }
    presses.push_back({ page.id, id });
}

void Presenter::Parlour::scroll_to(std::string const& id, float offset)
{
    offsets[id] = offset;
    dirty = true;
}

void Presenter::set_form(Form form)
{
    if (form == m_parlour->form)
        return;
    m_parlour->form = form;
    m_parlour->dirty = true;
}

void Presenter::set_spoken(language::SpokenMessages const* spoken)
{
    if (spoken == m_parlour->spoken)
        return;
    m_parlour->spoken = spoken;
    m_parlour->dirty = true;
}

void Presenter::set_curtain(Build curtain)
{
    m_parlour->curtain = std::move(curtain);
    m_parlour->dirty = true;
}

Form Presenter::form() const { return m_parlour->form; }
void Presenter::leave_focus()
{
    m_parlour->focus.clear();
    m_parlour->dirty = true;
}
void Presenter::invalidate() { m_parlour->dirty = true; }
bool Presenter::needs_frame() const { return m_parlour->dirty; }

/// Source: EN 301 549 8.3.3, 380 to 1220 mm; a panel that hangs higher than that is reached in its lower half.
float Presenter::Parlour::reach_line() const
{
    constexpr float highest_reach = 1220;
    float const out_of_reach = std::min(page.height - (highest_reach - parts.bottom_above_floor.value), page.height / 2);
    return std::max(out_of_reach, form.reach == Reach::low ? page.height / 2 : 0.0F);
}

void Presenter::Parlour::build(Build const& build_page, Canvas::Press pressed)
{
    page.clear();
    built = false;
    page.width = static_cast<float>(parts.glass.width()) / parts.density.pixels_per_mm;
    page.height = static_cast<float>(parts.glass.height()) / parts.density.pixels_per_mm;
    page.reach_line = reach_line();
    Canvas canvas(page, measures(), form, parts.messages, pressed, parts.keyboards, spoken);
    build_page(canvas);
}

void Presenter::Parlour::lay_out_page()
{
    typesetter.begin_frame();
    Lettering lettering(typesetter, measures());
    lay_out(page, lettering, offsets, form.language, touch.dragged());
    built = true;
}

/// What hangs before the page has no targets and no place to scroll.
void Presenter::Parlour::lay_out_curtain()
{
    curtain_page.clear();
    if (!curtain)
        return;
    curtain_page.width = page.width;
    curtain_page.height = page.height;
    Canvas canvas(curtain_page, measures(), form, parts.messages, {});
    curtain(canvas);
    Lettering lettering(typesetter, measures());
    Offsets still;
    lay_out(curtain_page, lettering, still, form.language, {});
}

/// A field that the keys have begun to type into is brought into sight once: it may stand under the keys.
void Presenter::Parlour::reveal_typed()
{
    auto const typed = std::ranges::find_if(page.elements(), [](Element const& element) { return element.marks && element.marks->active; });
    auto const field = typed == page.elements().end() ? none : typed->parent;
    if (field == none || page[field].id == typed_in) {
        if (field == none)
            typed_in.clear();
        return;
    }
    typed_in = page[field].id;
    auto const scroll = page[field].clip;
    if (scroll == none || !overflows(page, scroll))
        return;
    // With what is wrong if there is room for both, and the field itself last.
    auto const box = page[field].parent;
    for (auto const shown : { page[box].parent, box }) {
        auto& offset = offsets[page[scroll].id];
        if (auto const to = revealing(page, scroll, offset, shown); to != offset) {
            offset = to;
            lay_out_page();
        }
    }
}

void Presenter::Parlour::paint_page()
{
    // A full atlas empties itself and finds room the second time; a third is for one that had to grow first.
    for (int attempt = 0; attempt < 3; ++attempt) {
        atlas.begin_frame();
        board.draw(parts.glass.width(), parts.glass.height(), [&](ImDrawList& list) {
            Brush brush(list, atlas);
            Lettering lettering(typesetter, measures());
            if (curtain)
                paint(curtain_page, {}, {}, { brush, lettering, atlas, icons, theme(), offsets });
            else
                paint(page, touch.pressed(), focus.id(), { brush, lettering, atlas, icons, theme(), offsets });
        });
        if (!atlas.overflowed())
            break;
    }
    auto const surface = parts.glass.surface();
    spare.read(board.drawing(), atlas, surface.width, surface.height);
    std::swap(marks, spare);
    auto const damaged = std::exchange(surface_lost, false) ? std::vector { marks.whole() } : Marks::changed_parts(spare, marks);
    for (auto const& part : damaged)
        rasterise(marks, atlas, surface, part);
    if (!damaged.empty())
        parts.glass.present(damaged);
}

void Presenter::frame(Build const& build_page)
{
    auto& parlour = *m_parlour;
    if (!parlour.dirty)
        return;
    parlour.dirty = false;
    std::string const shown = parlour.page.id;
    std::string const anchor = parlour.page.popup_anchor == none ? std::string() : parlour.page[parlour.page.popup_anchor].id;
    for (; !parlour.presses.empty(); parlour.presses.pop_front()) {
        auto const& press = parlour.presses.front();
        parlour.build(build_page, { press.page, press.node, press.manner, press.at, press.from });
        wipe(parlour.presses.front().node); // which key it was tells a letter
    }
    parlour.build(build_page, {});
    verify(!parlour.page.id.empty(), "a screen names its page");
    if (parlour.page.id != shown) {
        parlour.touch.drop();
        parlour.offsets.clear();
        parlour.focus.clear();
        parlour.typed_in.clear();
        parlour.page.moment = 0;
    }
    parlour.dirty = false;
    parlour.focus.follow(parlour.page, anchor);
    parlour.lay_out_page();
    parlour.reveal_typed();
    parlour.lay_out_curtain();
    parlour.paint_page();
    parlour.list_nodes();
    if (auto const now = parlour.parts.glass.clock().now(); parlour.page.moves && parlour.next_movement <= now)
        parlour.next_movement = now + movement_step;
}

void Presenter::Parlour::list_nodes()
{
    nodes.clear();
    auto const count = static_cast<Index>(page.elements().size());
    for (Index index = 0; index < count; ++index) {
        auto const& element = page[index];
        if (!element.role)
            continue;
        // What is inside a button is the button.
        bool inside = false;
        for (Index box = element.parent; box != none && !inside; box = page[box].parent)
            inside = page[box].role && *page[box].role != Role::group;
        bool const of_layout = element.absent && element.clip == none;
        if (inside || of_layout)
            continue;
        Node node;
        node.id = element.id;
        if (node.id.empty()) {
            Index named = element.parent;
            while (named != none && page[named].id.empty())
                named = page[named].parent;
            node.id = (named == none ? std::string("page") : page[named].id) + "." + std::to_string(index);
        }
        node.role = *element.role;
        node.area = element.area;
        node.words = element.words;
        if (!node.words.language)
            node.words.language = element.reading;
        node.value = element.value;
        node.fault = element.fault;
        node.secrecy = element.secrecy;
        node.letters = element.letters;
        node.part = page.within(page.overlay, index) || page.within(page.popup, index) ? Part::overlay
            : page.within(page.header, index) || page.within(page.tools, index)                                           ? Part::header
            : page.within(page.footer, index)                                           ? Part::footer
                                                                                        : Part::body;
        node.usable = element.touchable && on_top(page, index);
        node.in_sight = !element.absent && on_top(page, index);
        node.touchable = element.touchable && node.in_sight;
        node.chosen = element.chosen;
        node.focused = !focus.id().empty() && element.id == focus.id();
        nodes.push_back(std::move(node));
    }
}

std::string_view Presenter::page() const { return m_parlour->built ? std::string_view(m_parlour->page.id) : std::string_view(); }
std::span<Node const> Presenter::nodes() const { return m_parlour->nodes; }

Node const* Presenter::node(std::string_view id) const
{
    auto const found = std::ranges::find(m_parlour->nodes, id, &Node::id);
    return found == m_parlour->nodes.end() ? nullptr : &*found;
}

Page const& Presenter::laid_out() const { return m_parlour->page; }
Lettering Presenter::lettering() { return { m_parlour->typesetter, m_parlour->measures() }; }

bool Presenter::reveal(std::string_view id)
{
    auto& page = m_parlour->page;
    auto const index = page.find(id);
    if (!m_parlour->built || index == none)
        return false;
    if (auto const scroll = page[index].clip; scroll != none && overflows(page, scroll) && page[index].absent)
        m_parlour->scroll_to(page[scroll].id, revealing(page, scroll, m_parlour->offsets[page[scroll].id], index));
    return true;
}

Picture Presenter::picture() const
{
    auto const surface = m_parlour->parts.glass.surface();
    Picture copy(surface.width, surface.height);
    for (int y = 0; y < surface.height; ++y)
        std::ranges::copy(surface.row(y), copy.row(y).begin());
    return copy;
}

Result<std::vector<std::string>> Presenter::keys_for(std::string_view id, std::string_view text) const
{
    auto const& page = m_parlour->page;
    if (!m_parlour->built || !page.typing || page.typing_id != id || m_parlour->parts.keyboards == nullptr)
        return failed(Failure::absent, fmt::format("the page has no keyboard '{}'", id));
    Typist typist(*m_parlour->parts.keyboards);
    auto typing = *page.typing;
    auto const strokes = typist.strokes(typing, text);
    if (!strokes)
        return failed(Failure::refused, fmt::format("the keyboard '{}' cannot type that", id));
    std::vector<std::string> nodes;
    for (auto const& stroke : *strokes) {
        nodes.push_back(std::string(id) + "." + node_of(typist.keyboards(), typing, stroke));
        (void)typist.apply(typing, stroke);
    }
    return nodes;
}

std::span<Error const> Presenter::missing_icons() const { return m_parlour->icons.missing(); }

Presenter::Lettered Presenter::lettered() const
{
    auto const set = m_parlour->typesetter.counters();
    auto const drawn = m_parlour->atlas.counters();
    return { set.shaped, set.layouts_found + set.paragraphs_found, set.paragraphs_held, set.bytes_held, drawn.hits, drawn.misses, drawn.pixels_used };
}

void Presenter::forget()
{
    auto& parlour = *m_parlour;
    parlour.typesetter.forget_personal();
    parlour.atlas.forget();
    parlour.page.clear();
    parlour.nodes.clear();
    parlour.presses.clear();
    parlour.offsets.clear();
    parlour.focus.clear();
    parlour.typed_in.clear();
    parlour.touch.forget();
    parlour.built = false;
    parlour.board.forget();
    parlour.marks.wipe();
    parlour.spare.wipe();
    parlour.surface_lost = true;
    auto const surface = parlour.parts.glass.surface();
    for (int y = 0; y < surface.height; ++y)
        std::ranges::fill(surface.row(y), parlour.theme().colour(Token::paper).rgb);
    parlour.parts.glass.present();
    parlour.dirty = true;
}

}
