#pragma once
/// A headless glass of one panel with a release's content, on which exhibits are shown.

#include "kiosk/app/audit/exhibit.h"
#include "kiosk/app/audit/sight.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/language/spoken_messages.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/ui/presenter.h"
#include "kiosk/glass/ui/themes.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace kiosk::audit {

/// What a release is made of, read once. `assets` and `fonts` are its folders.
struct Stock {
    [[nodiscard]] static Result<Stock> load(std::filesystem::path const& assets, std::filesystem::path const& fonts);

    std::filesystem::path assets;
    std::filesystem::path fonts_folder;
    language::Messages messages;
    language::Messages stretched;
    language::Messages turned; ///< English in it is English
    catalogue::Catalogue catalogue;
    ui::Themes themes;
    ui::City city;

    [[nodiscard]] language::Messages const& messages_for(Voice voice) const;
};

/// Which words a room has: a voice that pretends needs its own.
enum class Wording { shipped, stretched, turned };
[[nodiscard]] Wording wording_of(Voice voice);

/// One at a time: there is one glass a process. `stock` must outlive it.
class Showroom {
public:
    [[nodiscard]] static Result<std::unique_ptr<Showroom>> open(Stock const& stock, Panel const& panel, Wording wording);
    ~Showroom();

    using Build = std::function<void(ui::Canvas&)>;
    /// Shows a page from its top.
    void show(Build build, ui::Form const& form);
    /// What is on the glass.
    [[nodiscard]] Sight sight();
    /// The next screenful of the page's body, or of what lies over it; false if there is none.
    [[nodiscard]] bool more();
    /// A finger comes down on a node and goes up again.
    void touch(std::string const& node);
    /// A key goes down.
    void press(platform::Key key);
    [[nodiscard]] ui::Presenter& presenter();
    [[nodiscard]] Panel const& panel() const;
    [[nodiscard]] text::FontStack const& fonts() const;
    [[nodiscard]] language::Messages const& messages() const;
    /// The same page while speech is on; its messages live as long as the room.
    [[nodiscard]] language::SpokenMessages const& speak();

private:
    struct Room;
    explicit Showroom(std::unique_ptr<Room> room);
    std::unique_ptr<Room> m_room;
};

}
