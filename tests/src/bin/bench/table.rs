//! The table of figures.

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Better {
    Lower,
    Higher,
}

/// One figure.
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) what: String,
    /// The median.
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    /// At most, or at least, this much.
    pub(crate) goal: Option<(Better, f64)>,
    /// What the same machine gave for something comparable, and what that was.
    pub(crate) beside: Option<(f64, &'static str)>,
}

/// All figures, in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Table {
    figures: Vec<Figure>,
}

impl Figure {
    fn reached(&self) -> bool {
        match self.goal {
            None => true,
            Some((Better::Lower, goal)) => self.value <= goal,
            Some((Better::Higher, goal)) => self.value >= goal,
        }
    }

    fn cells(&self) -> [String; 6] {
        let amount = |value: f64| {
            let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
            let digits = if value.fract() == 0.0 { 0 } else { digits };
            format!("{value:.digits$} {}", self.unit).trim_end().to_owned()
        };
        let goal = match self.goal {
            None => String::new(),
            Some((Better::Lower, goal)) => format!("≤ {}", amount(goal)),
            Some((Better::Higher, goal)) => format!("≥ {}", amount(goal)),
        };
        let verdict = match (self.goal, self.reached()) {
            (None, _) => "",
            (_, true) => "reached",
            (_, false) => "MISSED",
        };
        let (beside, ratio) = match self.beside {
            None => (String::new(), String::new()),
            // Nothing compares with nothing.
            Some((0.0, what)) => (format!("{} {what}", amount(0.0)), String::new()),
            Some((value, what)) => (format!("{} {what}", amount(value)), format!("{:.2}", self.value / value)),
        };
        [self.what.clone(), amount(self.value), goal, verdict.to_owned(), ratio, beside]
    }
}

impl Table {
    /// Adds a figure, and says it at once.
    pub(crate) fn add(&mut self, figure: Figure) {
        let [what, value, ..] = figure.cells();
        eprintln!("  {what}: {value}");
        self.figures.push(figure);
    }

    pub(crate) fn all_reached(&self) -> bool {
        self.figures.iter().all(Figure::reached)
    }

    pub(crate) fn print(&self) {
        let heads = ["measured", "median", "goal", "", "ratio", "beside it, in the same run"].map(str::to_owned);
        let rows: Vec<[String; 6]> = std::iter::once(heads).chain(self.figures.iter().map(Figure::cells)).collect();
        let widths: [usize; 6] =
            std::array::from_fn(|at| rows.iter().map(|r| r[at].chars().count()).max().unwrap_or(0));
        for (at, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let space = " ".repeat(widths[column] - cell.chars().count());
                // Figures stand right, words left.
                let right = matches!(column, 1 | 2 | 4);
                line.push_str(&if right { format!("{space}{cell}  ") } else { format!("{cell}{space}  ") });
            }
            println!("{}", line.trim_end());
            if at == 0 {
                println!("{}", "-".repeat(widths.iter().sum::<usize>() + 2 * widths.len() - 2));
            }
        }
    }
}

/// The middle value; of an even number, the lower of the two.
pub(crate) fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The value below which so many of a hundred lie.
pub(crate) fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
