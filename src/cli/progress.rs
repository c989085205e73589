//! A progress bar on long work, for a person who watches: on a terminal, not in continuous
//! integration, and gone without a trace when the work is done. Drawing is `indicatif`'s.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work goes on before anything is drawn.
const PATIENCE: Duration = Duration::from_millis(500);

/// How much time passes between two looks at the bar, in milliseconds.
const PAUSE: u64 = 50;

/// Shows how far the work is. Cheap to call from many threads, whether anyone watches or not.
pub struct Progress {
    started: Instant,
    /// When the bar was last touched, in milliseconds after the start.
    touched: AtomicU64,
    /// `None` when nobody watches.
    watched: Option<Mutex<Watched>>,
}

type Target = Box<dyn Fn() -> ProgressDrawTarget + Send>;

/// Where the bar is drawn, and the bar with the step it shows once there is one.
struct Watched {
    target: Target,
    shown: Option<(String, ProgressBar)>,
}

impl Progress {
    /// Progress that is shown when a person watches and did not ask for quiet.
    pub fn new(is_quiet: bool) -> Self {
        let is_automatic = std::env::var_os("CI").is_some_and(|it| !it.is_empty() && it != "false");
        let is_watched = std::io::stderr().is_terminal() && !is_quiet && !is_automatic;
        Self::on(is_watched.then(|| Box::new(ProgressDrawTarget::stderr) as Target))
    }

    fn on(target: Option<Target>) -> Self {
        let watched = target.map(|target| Mutex::new(Watched { target, shown: None }));
        Self { started: Instant::now(), touched: AtomicU64::new(0), watched }
    }

    /// Says that of the work called `step`, such as `rendering`, `done` of `total` parts are done;
    /// a `total` of 0 means that nobody knows how many there are.
    pub fn report(&self, step: &str, done: usize, total: usize) {
        let Some(watched) = &self.watched else { return };
        let elapsed = self.started.elapsed();
        if elapsed < PATIENCE {
            return;
        }
        let now = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        let touched = self.touched.load(Ordering::Relaxed);
        if now < touched + PAUSE {
            return;
        }
        // One thread draws; the others go on with their work.
        let is_ours =
            self.touched.compare_exchange(touched, now, Ordering::Relaxed, Ordering::Relaxed);
        if let Some(mut watched) = is_ours.ok().and_then(|_| watched.try_lock().ok()) {
            watched.show(step, done as u64, total as u64);
        }
    }
}

impl Watched {
    fn show(&mut self, step: &str, done: u64, total: u64) {
        match &self.shown {
            Some((shown, bar)) if shown == step => {
                bar.set_length(total);
                bar.set_position(done);
            }
            _ => {
                self.clear();
                let bar = ProgressBar::with_draw_target(Some(total), (self.target)());
                let bar = bar.with_style(style(total)).with_message(step.to_owned());
                bar.set_position(done);
                bar.tick();
                self.shown = Some((step.to_owned(), bar));
            }
        }
    }

    fn clear(&mut self) {
        if let Some((_, bar)) = self.shown.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.clear();
    }
}

fn style(total: u64) -> ProgressStyle {
    let template = match total {
        0 => "{spinner} {msg} {pos}",
        _ => "{msg} [{bar:30}] {human_pos} of {human_len}",
    };
    let style = ProgressStyle::with_template(template);
    style.map_or_else(|_| ProgressStyle::default_bar(), |style| style.progress_chars("=> "))
}

#[cfg(test)]
mod tests {
    use indicatif::InMemoryTerm;

    use super::*;

    fn watched() -> (Progress, InMemoryTerm) {
        let terminal = InMemoryTerm::new(5, 80);
        let drawn_to = terminal.clone();
        let target = move || ProgressDrawTarget::term_like(Box::new(drawn_to.clone()));
        (Progress::on(Some(Box::new(target))), terminal)
    }

    #[test]
    fn short_work_shows_nothing_and_long_work_leaves_nothing() {
        let (mut progress, terminal) = watched();
        progress.report("reading", 1, 10);
        assert_eq!(terminal.contents(), "");
        progress.started = progress.started.checked_sub(PATIENCE).unwrap();
        progress.report("making pages", 2_500, 10_000);
        assert_eq!(
            terminal.contents(),
            "making pages [=======>                      ] 2,500 of 10,000"
        );
        drop(progress);
        assert_eq!(terminal.contents(), "");
    }

    #[test]
    fn many_threads_may_report() {
        let (progress, _) = watched();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..1000).for_each(|done| progress.report("reading", done, 1000)));
            }
        });
    }
}
