//! The module's memory: handed out from one end to the other and never taken back. An instance lives
//! for one document, and what it takes for that is in proportion to the document; the allocator of the
//! standard library is 3 KB of what everyone downloads.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ptr;

/// WebAssembly's pages, in bytes.
const PAGE: usize = 1 << 16;
/// How much the memory grows at the least, in pages.
const STEP: usize = 16;

struct Arena {
    /// Where the next allocation may start.
    next: Cell<usize>,
    /// Where the memory ends that is ours.
    end: Cell<usize>,
}

#[global_allocator]
static ARENA: Arena = Arena { next: Cell::new(0), end: Cell::new(0) };

// SAFETY: the module has no threads.
unsafe impl Sync for Arena {}

// SAFETY: each allocation is a part of the memory that the module has grown by, aligned as asked, and
// of no other: `next` only moves on, but when the last allocation itself grows.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = self.next.get().next_multiple_of(layout.align());
        match self.reserve(start, layout.size()) {
            Some(start) => ptr::with_exposed_provenance_mut(start),
            None => ptr::null_mut(),
        }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let is_last = old.expose_provenance() + layout.size() == self.next.get();
        if is_last && size > layout.size() {
            return match self.reserve(old.expose_provenance(), size) {
                Some(start) if start == old.expose_provenance() => old,
                _ => ptr::null_mut(),
            };
        }
        if size <= layout.size() {
            return old;
        }
        // SAFETY: sizes and alignments are the caller's promise.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                ptr::copy_nonoverlapping(old, new, layout.size());
            }
            new
        }
    }
}

impl Arena {
    /// Takes `size` bytes from `start` on, growing the memory if need be; `None` when there is no more.
    fn reserve(&self, start: usize, size: usize) -> Option<usize> {
        let end = start.checked_add(size)?;
        if end > self.end.get() {
            let least = (end - self.end.get()).div_ceil(PAGE);
            let grow = |pages| Some((core::arch::wasm32::memory_grow::<0>(pages), pages));
            let is_there = |it: &(usize, usize)| it.0 != usize::MAX;
            let grown = grow(least.max(STEP)).filter(is_there).or_else(|| grow(least));
            let (grown, pages) = grown.filter(is_there)?;
            let at = grown * PAGE;
            // The first time: what is before belongs to the stack and the statics.
            if self.end.get() == 0 {
                self.next.set(at);
                self.end.set(at + pages * PAGE);
                return self.reserve(at, size);
            }
            self.end.set(at + pages * PAGE);
        }
        self.next.set(end);
        Some(start)
    }
}
