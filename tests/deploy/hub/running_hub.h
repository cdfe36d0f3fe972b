#pragma once
/// A hub in this process, on a loopback port, wired as main does it.

#include "deploy/hub/server.h"
#include "deploy/hub/state.h"
#include "kiosk/base/core/mailbox.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <thread>

namespace running {

using namespace kiosk;

class Hub {
public:
    /// `listen` with port 0, or the port of a hub that ran before.
    Hub(std::filesystem::path const& folder, Clock const& clock, std::string const& listen = "127.0.0.1:0",
        deploy::hub::Archiving archiving = deploy::hub::Archiving::when_durable)
        : m_state(deploy::hub::open_state(folder).value()), m_desk(*m_state.archive, m_state.keys, clock, archiving)
    {
        auto opened = deploy::hub::Server::open(listen, [this](auto question, auto reply) {
            m_store->post([this, question = std::move(question), reply = std::move(reply)] { reply(m_desk.answer(question)); });
        });
        if (!opened)
            FAIL(opened.error().story);
        m_server = std::move(*opened);
        m_address = m_server->address();
        m_loop = std::thread([this] { m_server->run(); });
    }
    ~Hub()
    {
        m_server->stop();
        m_loop.join();
        m_store->post([this] { m_state.archive.reset(); });
        m_store.reset();
    }
    Hub(Hub const&) = delete;
    Hub& operator=(Hub const&) = delete;

    [[nodiscard]] std::string const& address() const { return m_address; }
    [[nodiscard]] std::string url() const { return "http://" + m_address; }

private:
    deploy::hub::State m_state;
    deploy::hub::Desk m_desk;
    std::optional<Worker> m_store { std::in_place, "hub store" };
    std::unique_ptr<deploy::hub::Server> m_server;
    std::string m_address;
    std::thread m_loop;
};

}
