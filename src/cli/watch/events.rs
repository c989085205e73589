//! The push channel: one answer that never ends to whoever asks, as a stream of events (HTML Standard,
//! section 9.2). It answers this machine alone, under its own names, so that no page of somebody else's
//! hears what is being written.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long who asks may take to do so, and to take what is sent.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often something is sent, so that who has gone is noticed.
const PULSE: Duration = Duration::from_secs(15);

/// How long a question may be, in bytes.
const LONGEST: u64 = 16 << 10;

/// What browsers are told first: after so many milliseconds they come again.
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n\
                    connection: close\r\n\r\nretry: 300\n\n";

/// Whoever listens, and what they were told last.
#[derive(Default)]
struct Told {
    listeners: Vec<TcpStream>,
    last: Option<String>,
}

/// The channel.
pub struct Events(Arc<Mutex<Told>>);

impl Events {
    /// Listens at `port` of this machine.
    ///
    /// # Errors
    /// When somebody else does.
    pub fn listen(port: u16) -> Result<Self, String> {
        let server = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            format!(
                "cannot tell pages of changes at port {port}: {error}; name another with --port"
            )
        })?;
        let told = Arc::new(Mutex::new(Told::default()));
        let known = told.clone();
        thread::spawn(move || {
            for stream in server.incoming().flatten() {
                let known = known.clone();
                thread::spawn(move || begin(stream, &known));
            }
        });
        let known = told.clone();
        thread::spawn(move || {
            loop {
                thread::sleep(PULSE);
                send(&mut known.lock().unwrap_or_else(PoisonError::into_inner), ":\n\n");
            }
        });
        Ok(Self(told))
    }

    /// Tells whoever listens, and, until the next time, whoever comes. `message` is one line.
    pub fn send(&self, message: &str) {
        let event = format!("data: {message}\n\n");
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        send(&mut told, &event);
        told.last = Some(event);
    }

    /// Tells whoever listens of what the next message makes old: who comes later need not know. It is an
    /// event of this name. `message` is one line.
    pub fn pass(&self, name: &str, message: &str) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        send(&mut told, &format!("event: {name}\ndata: {message}\n\n"));
    }
}

fn send(told: &mut Told, text: &str) {
    told.listeners.retain_mut(|it| it.write_all(text.as_bytes()).is_ok());
}

/// Answers who asks; who cannot be answered has gone.
fn begin(mut stream: TcpStream, told: &Mutex<Told>) {
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let _ = stream.set_write_timeout(Some(PATIENCE));
    let _ = stream.set_nodelay(true);
    if !is_ours(&stream) {
        let _ = stream.write_all(b"HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n");
        return;
    }
    let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
    let first = [HEAD, told.last.as_deref().unwrap_or_default()].concat();
    if stream.write_all(first.as_bytes()).is_ok() {
        told.listeners.push(stream);
    }
}

/// Whether the request is for this machine by its own name. Another name may be anybody's who lets it lead
/// here (DNS rebinding).
fn is_ours(stream: &TcpStream) -> bool {
    let head = BufReader::new(stream.take(LONGEST)).lines().map_while(Result::ok);
    let mut lines = head.take_while(|line| !line.is_empty());
    let is_question = lines.next().is_some_and(|it| it.starts_with("GET "));
    // All of it is read, even if it is no use.
    let hosts = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("host").then(|| value.trim().to_owned())
    });
    let hosts: Vec<String> = hosts.collect();
    let is_own = |host: &String| {
        let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
        ["127.0.0.1", "localhost"].contains(&name)
    };
    is_question && !hosts.is_empty() && hosts.iter().all(is_own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(port: u16, host: &str) -> TcpStream {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("it listens");
        let question = format!("GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n");
        stream.write_all(question.as_bytes()).expect("it takes a question");
        stream
    }

    /// What arrives until `end` has.
    fn read_until(stream: &mut TcpStream, end: &str) -> String {
        let mut read = String::new();
        let mut bytes = [0; 512];
        while !read.contains(end) {
            let count = stream.read(&mut bytes).expect("it answers");
            assert_ne!(count, 0, "it ended after {read:?}");
            read.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        read
    }

    fn free_port() -> u16 {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|it| it.local_addr());
        free.expect("there is a port").port()
    }

    #[test]
    fn who_comes_hears_the_last_and_all_that_follows() {
        let port = free_port();
        let events = Events::listen(port).expect("the port is free");
        events.send("{\"build\":1}");
        let mut page = ask(port, &format!("localhost:{port}"));
        let first = read_until(&mut page, "{\"build\":1}\n\n");
        assert!(first.contains("text/event-stream"), "{first}");
        events.send("{\"build\":2}");
        assert_eq!(read_until(&mut page, "\n\n"), "data: {\"build\":2}\n\n");
        events.pass("text", "{}");
        assert_eq!(read_until(&mut page, "\n\n"), "event: text\ndata: {}\n\n");
        let late = read_until(&mut ask(port, "127.0.0.1"), "{\"build\":2}\n\n");
        assert!(!late.contains("event: text"), "{late}");
        assert!(Events::listen(port).is_err());
    }

    #[test]
    fn nobody_else_hears_anything() {
        let port = free_port();
        let _events = Events::listen(port).expect("the port is free");
        let mut answer = String::new();
        ask(port, "evil.example").read_to_string(&mut answer).expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
    }
}
