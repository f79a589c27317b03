namespace ContextFabric.Bench.Reports;

/// <summary>The style sheet of HTML reports.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root {
          --page: #ffffff; --soft: #f5f7fa; --line: #dde2e8; --text: #1f2933; --muted: #52606d; --link: #1a5fb0;
          --good: #12694b; --good-soft: #e3f5ec; --bad: #a32020; --bad-soft: #fdeaea; --open: #7a5200; --open-soft: #fdf3dc;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14181d; --soft: #1e242b; --line: #36404a; --text: #e4e7eb; --muted: #a3afbb; --link: #82b7f2;
            --good: #6fd6a8; --good-soft: #15382a; --bad: #ff9d9d; --bad-soft: #451d1d; --open: #f0c568; --open-soft: #40310f;
          }
          .card { filter: brightness(0.9); }
        }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body {
          margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 62rem; background: var(--page); color: var(--text);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word;
        }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.5rem 0 0.75rem; }
        h2 { font-size: 1.35rem; line-height: 1.25; margin: 3rem 0 0.75rem; padding-top: 0.9rem; border-top: 2px solid var(--line); }
        p { margin: 0.7rem 0; max-width: 46rem; }
        .lead { font-size: 1.1rem; }
        a { color: var(--link); }
        code { font: 0.9em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; background: var(--soft); padding: 0.1em 0.3em; border-radius: 4px; }
        nav { background: var(--soft); border: 1px solid var(--line); border-radius: 8px; padding: 0.5rem 1rem; margin: 1.5rem 0; }
        nav ol { columns: 16rem; margin: 0.3rem 0; padding-left: 1.6rem; }
        nav li { padding: 0.15rem 0; break-inside: avoid; }
        figure { margin: 1.4rem 0; }
        figcaption { color: var(--muted); font-size: 0.92rem; margin-top: 0.5rem; max-width: 48rem; }
        .card { background: #ffffff; border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; padding: 0.25rem; width: fit-content; max-width: 100%; }
        .card svg { display: block; max-width: 100%; min-width: 36rem; height: auto; }
        .table { overflow: auto; max-height: 75vh; margin: 1.2rem 0; border: 1px solid var(--line); border-radius: 8px; width: fit-content; max-width: 100%; }
        table { border-collapse: separate; border-spacing: 0; font-size: 0.92rem; font-variant-numeric: tabular-nums; min-width: 100%; }
        caption { text-align: left; padding: 0.6rem 0.8rem; color: var(--muted); min-width: 15rem; }
        th, td { padding: 0.35rem 0.8rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
        th { position: sticky; top: 0; background: var(--soft); font-weight: 600; vertical-align: bottom; border-bottom: 1px solid var(--line); }
        tbody tr:first-child td { border-top: 0; }
        tbody tr:hover td { background: var(--soft); }
        .n { text-align: right; }
        td.n { white-space: nowrap; }
        .command { background: var(--soft); border-left: 4px solid var(--line); border-radius: 4px; padding: 0.6rem 0.9rem; overflow-x: auto; }
        .command code { background: none; padding: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        .command code::before { content: "$ "; color: var(--muted); }
        .verdicts { list-style: none; margin: 1.2rem 0; padding: 0; display: grid; gap: 0.5rem; }
        .verdicts li { border-left: 5px solid; border-radius: 5px; padding: 0.55rem 0.9rem; }
        .verdict { font-weight: 700; text-transform: uppercase; font-size: 0.8rem; letter-spacing: 0.04em; margin-right: 0.4rem; }
        .claim { font-weight: 600; color: var(--text); }
        .evidence { display: block; color: var(--text); margin-top: 0.15rem; }
        .holds { background: var(--good-soft); border-color: var(--good); color: var(--good); }
        .fails { background: var(--bad-soft); border-color: var(--bad); color: var(--bad); }
        .open { background: var(--open-soft); border-color: var(--open); color: var(--open); }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        @media (max-width: 40rem) {
          body { padding: 0.75rem 0.9rem 3rem; }
          h1 { font-size: 1.5rem; }
          .lead { font-size: 1rem; }
          th, td { padding: 0.3rem 0.55rem; }
        }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          nav { display: none; }
          .table { max-height: none; overflow: visible; border: 0; }
          .card { border: 0; overflow: visible; }
          .card svg { min-width: 0; }
          figure, tr, .verdicts li { break-inside: avoid; }
          h2 { break-after: avoid; }
          .verdicts li, th { print-color-adjust: exact; }
        }

        """;
}
