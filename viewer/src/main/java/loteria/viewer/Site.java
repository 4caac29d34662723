package loteria.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What there is to ask for: each path, and a short refusal of all else. Safe for all threads. */
final class Site extends Handler.Abstract.NonBlocking {
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final Page PAGE = Page.load();

    private final Observer observer;
    private final EventStreams streams;
    private final HostNames names;

    Site(Observer observer, EventStreams streams, HostNames names) {
        this.observer = observer;
        this.streams = streams;
        this.names = names;
    }

    @Override
    public boolean handle(Request request, Response response, Callback end) {
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            refuse(HttpStatus.METHOD_NOT_ALLOWED_405, response, end);
            return true;
        }
        if (!names.admit(request.getHeaders().get(HttpHeader.HOST))) {
            refuse(HttpStatus.MISDIRECTED_REQUEST_421, response, end);
            return true;
        }
        switch (String.valueOf(request.getHttpURI().getPath())) {
            case "/" -> answer("text/html; charset=utf-8", ByteBuffer.wrap(PAGE.html()), response, end);
            case "/events" -> stream(request, response, end);
            case "/api/status" -> answer("application/json", observer.now().json(), response, end);
            case "/metrics" -> answer(Metrics.CONTENT_TYPE, observer.now().metrics(), response, end);
            case "/healthz" -> answer(TEXT, text("well"), response, end);
            case "/readyz" -> sayWhetherReady(response, end);
            default -> refuse(HttpStatus.NOT_FOUND_404, response, end);
        }
        return true;
    }

    private void sayWhetherReady(Response response, Callback end) {
        boolean ready = observer.isReady();
        response.setStatus(ready ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
        answer(TEXT, text(ready ? "ready" : "not ready"), response, end);
    }

    private void stream(Request request, Response response, Callback end) {
        if (streams.isFull()) {
            refuse(HttpStatus.SERVICE_UNAVAILABLE_503, response, end);
        } else if (HttpMethod.HEAD.is(request.getMethod())) {
            answer("text/event-stream", ByteBuffer.allocate(0), response, end);
        } else {
            describe("text/event-stream", response);
            // Else a proxy (nginx, as it is installed) keeps events back until they fill its buffer.
            response.getHeaders().put("X-Accel-Buffering", "no");
            streams.open(response, end);
        }
    }

    /** Answers with the status that the response has, in one line. */
    static void refuse(int status, Response response, Callback end) {
        response.setStatus(status);
        answer(TEXT, text(status + " " + HttpStatus.getMessage(status)), response, end);
    }

    private static void answer(String contentType, ByteBuffer content, Response response, Callback end) {
        describe(contentType, response);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.remaining());
        response.write(true, content, end);
    }

    private static void describe(String contentType, Response response) {
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, contentType)
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("Content-Security-Policy", PAGE.policy())
                .put("X-Content-Type-Options", "nosniff")
                .put("Referrer-Policy", "no-referrer");
    }

    private static ByteBuffer text(String line) {
        return ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    }
}
