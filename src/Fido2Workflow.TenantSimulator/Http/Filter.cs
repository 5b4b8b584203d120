using System.Globalization;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>An OData filter, parsed.</summary>
internal abstract record Filter
{
    private Filter() { }

    /// <param name="property">Reads a property by its path (<c>status/errorCode</c>): a string, bool, long, instant, list of strings, or null.</param>
    public abstract bool Matches(Func<string, object?> property);

    public sealed record And(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(Func<string, object?> property) => Left.Matches(property) && Right.Matches(property);
    }

    public sealed record Or(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(Func<string, object?> property) => Left.Matches(property) || Right.Matches(property);
    }

    public sealed record Compare(string Path, string Operator, string Literal) : Filter
    {
        private readonly long _number = long.TryParse(Literal, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

        /// <summary>The literal as an instant, where it is one.</summary>
        public DateTimeOffset Instant { get; } =
            DateTimeOffset.TryParse(Literal, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : default;

        public override bool Matches(Func<string, object?> property) => property(Path) switch
        {
            DateTimeOffset instant => Holds(instant.CompareTo(Instant)),
            bool flag => flag == (Literal == "true"),
            long number => Holds(number.CompareTo(_number)),
            string text => string.Equals(text, Literal, StringComparison.OrdinalIgnoreCase),
            _ => Literal == "null",
        };

        private bool Holds(int order) => Operator switch
        {
            "eq" => order == 0,
            "ge" => order >= 0,
            "gt" => order > 0,
            "le" => order <= 0,
            _ => order < 0,
        };
    }

    public sealed record StartsWith(string Path, string Prefix) : Filter
    {
        public override bool Matches(Func<string, object?> property) =>
            property(Path) is string text && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }

    public sealed record Any(string Path, string Literal) : Filter
    {
        public override bool Matches(Func<string, object?> property) =>
            property(Path) is IReadOnlyList<string> items && items.Contains(Literal, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The parts every match has to fulfil.</summary>
    public IEnumerable<Filter> Conjunction() => this is And(var left, var right) ? left.Conjunction().Concat(right.Conjunction()) : [this];
}
