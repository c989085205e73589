//! The interface's languages and every word of it.

/// Declares the languages the interface speaks, each with its BCP 47 tag and its words.
macro_rules! languages {
    ($($(#[$is:meta])* $name:ident = $tag:literal, $words:ident;)*) => {
        /// A language the interface speaks.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum Language {
            $($(#[$is])* #[doc = concat!("That of the tag `", $tag, "`.")] $name,)*
        }

        impl Language {
            /// All of them.
            pub const ALL: [Self; [$($tag),*].len()] = [$(Self::$name),*];

            /// Its BCP 47 tag.
            pub const fn tag(self) -> &'static str {
                match self {
                    $(Self::$name => $tag,)*
                }
            }

            /// The words of the interface.
            pub fn words(self) -> &'static Words {
                match self {
                    $(Self::$name => &$words,)*
                }
            }
        }
    };
}

// The default is for every language that is not among them.
languages! {
    #[default] English = "en", ENGLISH;
    Spanish = "es", SPANISH;
}

impl Language {
    /// The interface language for a BCP 47 tag: by its primary subtag.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let known = Self::ALL.into_iter().find(|it| it.tag().eq_ignore_ascii_case(primary));
        known.unwrap_or_default()
    }

    /// What `say` says in each, by its tag, for scripts that are published once for all.
    #[cfg(feature = "cli")]
    pub fn in_each(say: impl Fn(Self) -> serde_json::Value) -> serde_json::Value {
        Self::ALL.into_iter().map(|it| (it.tag().to_owned(), say(it))).collect()
    }

    /// A civil date `YYYY-MM-DD` as readers of the language write it in full; anything else as
    /// it is.
    #[cfg(feature = "view")]
    pub fn date(self, date: &str) -> String {
        let mut parts = date.splitn(3, '-');
        let mut next = || parts.next().and_then(|part| part.parse::<usize>().ok());
        let (Some(year), Some(month), Some(day)) = (next(), next(), next()) else {
            return date.into();
        };
        let Some(month) = month.checked_sub(1).and_then(|it| self.words().months.get(it)) else {
            return date.into();
        };
        match self {
            Self::English => format!("{day} {month} {year}"),
            Self::Spanish => format!("{day} de {month} de {year}"),
        }
    }
}

/// The name a reader knows a BCP 47 language tag by, in that language; the tag when unknown.
pub fn name_of(tag: &str) -> &str {
    match tag.split(['-', '_']).next().unwrap_or_default() {
        "ar" => "العربية",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fa" => "فارسی",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "pt" => "Português",
        "ru" => "Русский",
        "tr" => "Türkçe",
        "zh" => "中文",
        _ => tag,
    }
}

/// The territory that a language is most of all written for, where nobody doubts which: `ES` for `es`
/// (ISO 3166-1).
pub(crate) fn territory_of(language: &str) -> Option<&'static str> {
    Some(match language {
        "de" => "DE",
        "en" => "US",
        "es" => "ES",
        "fa" => "IR",
        "fr" => "FR",
        "he" => "IL",
        "it" => "IT",
        "ja" => "JP",
        "ko" => "KR",
        "ru" => "RU",
        "tr" => "TR",
        _ => return None,
    })
}

/// Whether the script of a BCP 47 language tag runs from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(
        primary.as_str(),
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi"
    )
}

macro_rules! words {
    ($(#[$where:meta] { $($name:ident: $english:literal, $spanish:literal;)* })*) => {
        /// The words of the interface in one language.
        #[derive(Debug)]
        #[allow(missing_docs)] // Each name says in English what the words say.
        pub struct Words {
            $($(#[$where] pub $name: &'static str,)*)*
            /// The months, January first.
            #[cfg(feature = "view")]
            pub months: [&'static str; 12],
            /// The skin tones of emoji, the lightest first, in the words of Unicode's data (CLDR).
            pub skin_tones: [&'static str; 5],
        }
        #[cfg(feature = "cli")]
        impl Words {
            /// The words of this name, for scripts that name theirs.
            pub fn named(&self, name: &str) -> Option<&'static str> {
                match name {
                    $($(#[$where] stringify!($name) => Some(self.$name),)*)*
                    _ => None,
                }
            }
        }
        static ENGLISH: Words = Words {
            $($(#[$where] $name: $english,)*)*
            #[cfg(feature = "view")]
            months: ["January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December"],
            skin_tones: ["light skin tone", "medium-light skin tone", "medium skin tone",
                "medium-dark skin tone", "dark skin tone"],
        };
        static SPANISH: Words = Words {
            $($(#[$where] $name: $spanish,)*)*
            #[cfg(feature = "view")]
            months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
                "septiembre", "octubre", "noviembre", "diciembre"],
            skin_tones: ["tono de piel claro", "tono de piel claro medio", "tono de piel medio",
                "tono de piel oscuro medio", "tono de piel oscuro"],
        };
    };
}

words! {
    // What documents are written with, wherever that is.
    #[cfg(all())] {
        note: "Note", "Nota";
        tip: "Tip", "Consejo";
        important: "Important", "Importante";
        warning: "Warning", "Advertencia";
        caution: "Caution", "Precaución";
        details: "Details", "Detalles";
        diagram_source: "Diagram (Mermaid source)", "Diagrama (código de Mermaid)";
        footnotes: "Footnotes", "Notas al pie";
        back_to_text: "Back to the text", "Volver al texto";
        section_link: "Link to this section", "Enlace a esta sección";
        task_done: "done", "hecho";
        task_open: "to do", "pendiente";
    }
    // What stands around them.
    #[cfg(feature = "view")] {
        skip_to_content: "Skip to content", "Saltar al contenido";
        menu: "Main menu", "Menú principal";
        latest_posts: "Latest posts", "Últimas entradas";
        all_posts: "All posts", "Todas las entradas";
        posts: "Posts", "Entradas";
        tags: "Tags", "Etiquetas";
        archive: "Archive", "Archivo";
        by_year: "By year", "Por año";
        home: "Home", "Inicio";
        trail: "You are here", "Estás aquí";
        languages: "Languages", "Idiomas";
        related: "Related posts", "Entradas relacionadas";
        series: "Series:", "Serie:";
        search: "Search", "Buscar";
        edit: "Edit this page", "Editar esta página";
        tagged: "Tagged", "Etiqueta";
        written_by: "By", "Por";
        also_in: "Also in", "También en";
        draft: "Draft", "Borrador";
        updated: "Updated", "Actualizado";
        minutes_to_read: "min read", "min de lectura";
        contents: "Contents", "Contenido";
        theme: "Light or dark colours", "Colores claros u oscuros";
        earlier_post: "Earlier post", "Entrada anterior";
        later_post: "Later post", "Entrada posterior";
        older: "Older", "Anteriores";
        newer: "Newer", "Más recientes";
        pages: "Pages", "Páginas";
        nothing_here: "Nothing here yet.", "Aún no hay nada aquí.";
        loading: "Loading…", "Cargando…";
        not_found: "There is no such page", "Esta página no existe";
        not_found_advice: "Nothing lives at this address. It may have moved, or the link that brought you here may be mistyped.",
            "No hay nada en esta dirección. Puede que se haya movido o que el enlace esté mal escrito.";
        go_home: "Go to the home page", "Ir a la página de inicio";
        failed: "This page could not be loaded", "No se pudo cargar esta página";
        failed_network: "The server could not be reached. You may be offline.",
            "No se pudo contactar con el servidor. Puede que no haya conexión.";
        failed_timeout: "The server took too long to answer.", "El servidor tardó demasiado en responder.";
        failed_stopped: "Loading was stopped.", "Se detuvo la carga.";
        failed_outdated: "The site has changed since this page was opened; trying again loads it anew.",
            "El sitio ha cambiado desde que se abrió esta página; al intentarlo de nuevo se recarga.";
        failed_status: "The server answered with an error:", "El servidor respondió con un error:";
        failed_broken: "What arrived is not what was asked for:", "Lo que llegó no es lo que se pidió:";
        retry: "Try again", "Intentar de nuevo";
        panicked: "Something went wrong in this page's program.", "Algo falló en el programa de esta página.";
        reload: "Reload the page", "Recargar la página";
        send: "Share", "Compartir";
        shortcuts: "Keyboard shortcuts", "Atajos de teclado";
        share: "Share this post as a widget", "Compartir esta entrada como widget";
        made_with: "Made with The Stacks", "Hecho con The Stacks";
    }
    // What only the generator writes.
    #[cfg(feature = "cli")] {
        authors: "Authors", "Autores";
        watch_on: "Watch on", "Ver en";
        listen_on: "Listen on", "Escuchar en";
        see_on: "See on", "Ver en";
        offline_new: "A new version of this site is ready.", "Hay una nueva versión de este sitio.";
        offline_reload: "Reload", "Recargar";
        offline_dismiss: "Not now", "Ahora no";
        offline_keep: "Keep everything for offline", "Guardar todo para leer sin conexión";
        offline_keeping: "Keeping everything for offline…", "Guardando todo para leer sin conexión…";
        offline_kept: "Everything is kept for offline.", "Todo está guardado para leer sin conexión.";
        offline_failed: "Pages that could not be kept:", "Páginas que no se pudieron guardar:";
        offline_older: "Pages kept in an older version:", "Páginas guardadas en una versión anterior:";
        copy: "Copy", "Copiar";
        copied: "Copied", "Copiado";
        not_copied: "Could not copy", "No se pudo copiar";
        wrap: "Wrap", "Ajustar";
        close: "Close", "Cerrar";
        to_note: "Go to the note", "Ir a la nota";
        aid_failed: "This could not be loaded. You may be offline.", "No se pudo cargar. Puede que no haya conexión.";
        shortcuts_off: "Turn off shortcuts of a single key", "Desactivar los atajos de una sola tecla";
        read_more: "Read on", "Seguir leyendo";
        found: "Results:", "Resultados:";
        none_found: "Nothing was found. Fewer or shorter words find more.",
            "No se encontró nada. Con menos palabras, o más cortas, se encuentra más.";
        search_all: "Search on a page of its own", "Buscar en una página propia";
        search_results: "Results", "Resultados";
        search_instead: "“{meant}” instead of “{typed}”", "«{meant}» en lugar de «{typed}»";
        search_browse: "Tags to look through:", "Etiquetas por las que mirar:";
        search_recent: "Searched for lately, kept on this device only",
            "Búsquedas recientes, guardadas solo en este dispositivo";
        search_forget: "Forget them", "Olvidarlas";
        search_filter: "Filter", "Filtrar";
        search_unfilter: "Search without filters", "Buscar sin filtros";
        search_any: "any", "cualquiera";
        search_section: "Section", "Sección";
        search_tag: "Tag", "Etiqueta";
        search_year: "Year", "Año";
        search_language: "Language", "Idioma";
        glossary_place: "In the glossary", "En el glosario";
        not_defined: "no such term in the glossary", "no está en el glosario";
        widget_cost: "Costs a page", "Cuesta a una página";
        widget_lines: "The lines to copy", "Las líneas que copiar";
        widget_attributes: "Attributes", "Atributos";
        widget_content: "Between the tags", "Entre las etiquetas";
        budget_title: "Error budget", "Presupuesto de error";
        budget_target: "Target, in per cent", "Objetivo, en porcentaje";
        budget_window: "Window", "Ventana";
        budget_days: "days", "días";
        budget_errors: "Requests that fail now, in per cent",
            "Peticiones que fallan ahora, en porcentaje";
        budget_downtime: "A whole outage may last", "Una caída total puede durar";
        budget_million: "Failures in a million requests", "Fallos por millón de peticiones";
        budget_burn: "Burn rate", "Ritmo de consumo";
        budget_exhausted: "The budget is gone after", "El presupuesto se agota en";
        budget_never: "never", "nunca";
        budget_alerts: "When to wake somebody", "Cuándo despertar a alguien";
        budget_alert: "Alert", "Alerta";
        budget_page: "page", "aviso inmediato";
        budget_ticket: "ticket", "tarea";
        budget_spent: "Budget spent", "Presupuesto gastado";
        budget_windows: "Long / short window", "Ventana larga / corta";
        budget_failing: "Failing", "Fallan";
        budget_source: "Windows and shares as in The Site Reliability Workbook, chapter 5, table 5-8.",
            "Ventanas y porciones como en The Site Reliability Workbook, capítulo 5, tabla 5-8.";
        landscape_filter: "Filter", "Filtrar";
        landscape_shown: "{count} of {all}", "{count} de {all}";
        units: "d, h, min, s", "d, h, min, s";
        flow_title: "A pipeline and its bottleneck", "Un flujo de entrega y su cuello de botella";
        flow_stages: "Design, Review, Build, Test, Deploy",
            "Diseño, Revisión, Compilación, Pruebas, Despliegue";
        flow_pile: "Waiting before it", "En espera";
        flow_unlimited: "There is always something to do here.", "Aquí siempre hay trabajo.";
        flow_result: "{out} pieces a day come out: as many as the slowest stage lets through, {stage}.",
            "Salen {out} piezas al día: las que deja pasar la etapa más lenta, {stage}.";
        flow_day: "Day", "Día";
        flow_one: "A day passes", "Pasa un día";
        flow_ten: "Ten days pass", "Pasan diez días";
        flow_again: "Start again", "Empezar de nuevo";
        offline_missing: "This page is not kept for offline", "Esta página no está guardada";
        offline_missing_advice: "The site cannot be reached, and this page has not been read here before. It opens by itself when the connection returns.",
            "No se puede acceder al sitio y esta página no se ha leído antes aquí. Se abrirá sola cuando vuelva la conexión.";
    }
}

#[cfg(all(test, feature = "view"))]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        assert_eq!(Language::English.date("2026-11-09"), "9 November 2026");
        assert_eq!(Language::Spanish.date("2026-11-09"), "9 de noviembre de 2026");
        assert_eq!(Language::English.date("some day"), "some day");
        assert_eq!(Language::English.date("2026-13-01"), "2026-13-01");
    }

    #[test]
    fn tags_choose_the_language() {
        assert_eq!(Language::from_tag("es-MX"), Language::Spanish);
        assert_eq!(Language::from_tag("fa"), Language::English);
        assert!(is_right_to_left("fa-IR") && !is_right_to_left("es"));
    }
}
