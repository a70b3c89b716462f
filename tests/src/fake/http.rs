//! A server of HTTP: hyper itself, because it has to hang up in the middle of a call.

use std::convert::Infallible;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// What becomes of a call.
pub(crate) type Reply = Result<Response<Full<Bytes>>, Lost>;

/// The connection ends without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection was ordered to end")]
pub(crate) struct Lost;

/// Takes calls until the runtime ends.
pub(crate) async fn serve<F>(
    listener: TcpListener,
    answer: impl Fn(Request<Incoming>) -> F + Clone + 'static,
) -> Infallible
where
    F: Future<Output = Reply> + 'static,
{
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let _ = stream.set_nodelay(true);
        let service = service_fn(answer.clone());
        tokio::task::spawn_local(async move {
            // An error here is a client that left, or an order to hang up.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// A call whose way there and back takes so long together.
pub(crate) async fn far_away(latency: Duration, answer: impl Future<Output = Reply>) -> Reply {
    let way = latency / 2;
    if way.is_zero() {
        return answer.await;
    }
    tokio::time::sleep(way).await;
    let reply = answer.await;
    tokio::time::sleep(way).await;
    reply
}

/// An answer in JSON.
pub(crate) fn json(status: u16, body: String) -> Response<Full<Bytes>> {
    response(status, "application/json", body)
}

/// What a proxy answers that stands in front of the service.
pub(crate) fn page(status: u16, proxy: &str) -> Response<Full<Bytes>> {
    let words = format!("<html>\r\n<head><title>{status}</title></head>\r\n<body>{proxy}</body>\r\n</html>\r\n");
    response(status, "text/html; charset=UTF-8", words)
}

fn response(status: u16, kind: &'static str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status != 204 {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    response
}
