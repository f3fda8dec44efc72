//! Callers: connections that each send a request as soon as the answer to the last has come.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What is sent: the request that this connection sends as its nth.
pub type Requests = Arc<dyn Fn(usize, usize) -> Vec<u8> + Send + Sync>;

/// What came of a measurement.
#[derive(Clone, Debug, Default)]
pub struct Took {
    /// How long each answer took, in microseconds, in order of length.
    pub micros: Vec<u32>,
    /// How long it all took.
    pub seconds: f64,
    /// The length of the last answer's body.
    pub bytes: usize,
}

impl Took {
    /// Answers per second.
    pub fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.micros.len()).unwrap_or(u32::MAX)) / self.seconds
    }

    /// The length of answer below which so many in a hundred are, in milliseconds.
    pub fn percentile(&self, of: usize) -> f64 {
        let place = (self.micros.len() * of / 100).min(self.micros.len().saturating_sub(1));
        f64::from(self.micros.get(place).copied().unwrap_or_default()) / 1_000.0
    }
}

/// A request with its head.
pub fn request(path: &str, token: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Reads one answer; its body stays in the buffer, from the place that is returned.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> usize {
    buffer.clear();
    loop {
        let read = stream.read_buf(buffer).await.expect("an answer");
        assert!(
            read > 0,
            "the connection was closed: {}",
            String::from_utf8_lossy(buffer)
        );
        let Some(head) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let text = std::str::from_utf8(&buffer[..head]).expect("a head");
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse::<usize>())?
                .ok()
        });
        let length = length.expect("a length");
        assert!(
            text.starts_with("HTTP/1.1 200"),
            "{}",
            String::from_utf8_lossy(buffer)
        );
        while buffer.len() < head + 4 + length {
            assert!(
                stream.read_buf(buffer).await.expect("an answer") > 0,
                "an answer was cut short"
            );
        }
        return head + 4;
    }
}

/// One answer's body.
pub async fn once(port: u16, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port))
        .await
        .expect("a connection");
    stream.write_all(request).await.expect("it is sent");
    let mut buffer = Vec::new();
    let body = answer(&mut stream, &mut buffer).await;
    String::from_utf8(buffer.split_off(body)).expect("text")
}

/// Sends on so many connections until the time is over. Every answer must be good: `bad` is what none may contain.
pub async fn load(
    port: u16,
    connections: usize,
    lasting: Duration,
    requests: Requests,
    bad: &'static str,
) -> Took {
    let over = Arc::new(AtomicBool::new(false));
    let mut busy = Vec::new();
    let began = Instant::now();
    for connection in 0..connections {
        let (requests, over) = (Arc::clone(&requests), Arc::clone(&over));
        busy.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(("127.0.0.1", port))
                .await
                .expect("a connection");
            stream.set_nodelay(true).expect("an option");
            let (mut buffer, mut micros, mut bytes) =
                (Vec::with_capacity(256 * 1024), Vec::new(), 0);
            let mut nth = 0;
            while !over.load(Ordering::Relaxed) {
                let request = requests(connection, nth);
                nth += 1;
                let sent = Instant::now();
                stream.write_all(&request).await.expect("it is sent");
                let body = answer(&mut stream, &mut buffer).await;
                micros.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
                bytes = buffer.len() - body;
                if nth % 64 == 1 {
                    let text = String::from_utf8_lossy(&buffer[body..]);
                    assert!(!text.contains(bad), "{text}");
                }
            }
            (micros, bytes)
        }));
    }
    tokio::time::sleep(lasting).await;
    over.store(true, Ordering::Relaxed);
    let mut took = Took::default();
    for one in busy {
        let (micros, bytes) = one.await.expect("a caller");
        took.micros.extend(micros);
        took.bytes = bytes;
    }
    took.seconds = began.elapsed().as_secs_f64();
    took.micros.sort_unstable();
    took
}
