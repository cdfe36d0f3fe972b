#include "kiosk/trust/net/http.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <curl/curl.h>
#include <fmt/format.h>
#include <mutex>

namespace kiosk::net {

namespace {

/// libcurl's own global state; its documentation asks for one call before any other, and never ending it is allowed.
void start_curl()
{
    static std::once_flag once;
    std::call_once(once, [] { verify(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK, "libcurl starts"); });
}

Failure kind_of(CURLcode code)
{
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return Failure::refused;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR: // take_body() refuses what is too long
    case CURLE_HTTP2:
        return Failure::malformed;
    default:
        return Failure::unreachable;
    }
}

struct Taking {
    std::string body;
    std::size_t most = 0;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* user)
{
    auto& taking = *static_cast<Taking*>(user);
    if (count > taking.most - taking.body.size())
        return 0;
    taking.body.append(bytes, count);
    return count;
}

class Curl final : public Http {
public:
    explicit Curl(Clock const& clock) : m_clock(clock), m_easy(curl_easy_init()), m_multi(curl_multi_init())
    {
        verify(m_easy && m_multi, "libcurl has memory");
    }

    ~Curl() override
    {
        curl_easy_cleanup(m_easy);
        curl_multi_cleanup(m_multi);
    }

    Result<Response> perform(Request const& request, Deadline deadline) override
    {
        // The options of the last request go; its connection stays.
        curl_easy_reset(m_easy);
        Taking taking { {}, request.most_answer };
        curl_slist* headers = nullptr;
        if (!request.content_type.empty())
            headers = curl_slist_append(headers, ("Content-Type: " + request.content_type).c_str());
        // No "Expect: 100-continue": it costs a round trip or a second of waiting.
        headers = curl_slist_append(headers, "Expect:");
        set(CURLOPT_URL, request.url.c_str());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_USERAGENT, "shubbak");
        set(CURLOPT_WRITEFUNCTION, &take_body);
        set(CURLOPT_WRITEDATA, &taking);
        set(CURLOPT_HTTPHEADER, headers);
        if (request.method != Method::get) {
            set(CURLOPT_POST, 1L);
            set(CURLOPT_POSTFIELDS, request.body.data());
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            if (request.method == Method::put)
                set(CURLOPT_CUSTOMREQUEST, "PUT");
        }

        curl_multi_add_handle(m_multi, m_easy);
        auto const code = run_until(deadline);
        curl_multi_remove_handle(m_multi, m_easy);
        curl_slist_free_all(headers);
        if (!code)
            return failed(Failure::unreachable,
                fmt::format("{}: {}", request.url, m_interrupted ? "given up, the program is ending" : "no answer in the time allowed"));
        if (*code != CURLE_OK) {
            auto const* const why = *code == CURLE_WRITE_ERROR ? "the answer is longer than allowed" : curl_easy_strerror(*code);
            return failed(kind_of(*code), fmt::format("{}: {}", request.url, why));
        }
        return read_response(std::move(taking.body));
    }

    void interrupt() override
    {
        m_interrupted = true;
        curl_multi_wakeup(m_multi);
    }

private:
    template <typename Value>
    void set(CURLoption option, Value value)
    {
        verify(curl_easy_setopt(m_easy, option, value) == CURLE_OK, "libcurl knows the options we set");
    }

    /// Nothing if the deadline passed or the request was interrupted.
    std::optional<CURLcode> run_until(Deadline deadline)
    {
        for (;;) {
            int running = 0;
            curl_multi_perform(m_multi, &running);
            int left = 0;
            while (auto const* const message = curl_multi_info_read(m_multi, &left)) {
                if (message->msg == CURLMSG_DONE)
                    return message->data.result;
            }
            if (m_interrupted || deadline.passed(m_clock))
                return std::nullopt;
            auto const wait = std::chrono::ceil<std::chrono::milliseconds>(deadline.left(m_clock)).count();
            curl_multi_poll(m_multi, nullptr, 0, static_cast<int>(std::min<std::int64_t>(wait, 60'000)), nullptr);
        }
    }

    Response read_response(std::string body)
    {
        Response response;
        response.body = std::move(body);
        long status = 0;
        curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
        response.status = static_cast<int>(status);
        curl_header* header = nullptr;
        if (curl_easy_header(m_easy, "Retry-After", 0, CURLH_HEADER, -1, &header) == CURLHE_OK) {
            std::string_view const text(header->value);
            std::int64_t seconds = 0;
            auto const [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), seconds);
            if (trouble == std::errc() && end == text.data() + text.size() && seconds >= 0)
                response.retry_after = std::chrono::seconds(std::min<std::int64_t>(seconds, 366 * 86400));
        }
        return response;
    }

    Clock const& m_clock;
    CURL* m_easy;
    CURLM* m_multi;
    std::atomic<bool> m_interrupted { false };
};

}

std::unique_ptr<Http> open_http(Clock const& clock)
{
    start_curl();
    return std::make_unique<Curl>(clock);
}

}
