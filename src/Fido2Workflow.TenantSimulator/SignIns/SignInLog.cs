namespace Fido2Workflow.TenantSimulator.SignIns;

/// <summary>Every sign-in so far, in order of time.</summary>
internal sealed class SignInLog(int seed)
{
    private readonly List<SignInRow> _rows = [];
    private readonly Dictionary<string, List<int>> _placesOf = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _rows.Count;

    /// <summary>Its rows as they were shown last.</summary>
    public KeptRows Kept { get; } = new();

    public void Add(SignInRow row)
    {
        if (!_placesOf.TryGetValue(row.Account.UserId, out var places)) _placesOf[row.Account.UserId] = places = [];
        places.Add(_rows.Count);
        _rows.Add(row);
    }

    /// <summary>Rows of a span of time as the log shows them at an instant, newest first, each with its place in the log, which it keeps.</summary>
    /// <param name="before">Only rows before that place.</param>
    public IEnumerable<(int Place, SignInRow Row)> Visible(DateTimeOffset asOf, DateTimeOffset from, DateTimeOffset until, int before = int.MaxValue)
    {
        for (var place = Math.Min(FirstAfter(until), before) - 1; place >= 0 && _rows[place].CreatedAt >= from; place--)
            if (_rows[place].VisibleAt <= asOf)
                yield return (place, _rows[place]);
    }

    /// <summary>The same, of one user alone.</summary>
    public IEnumerable<(int Place, SignInRow Row)> VisibleOf(string userId, DateTimeOffset asOf, DateTimeOffset from, DateTimeOffset until, int before = int.MaxValue) =>
        _placesOf.GetValueOrDefault(userId, []).AsEnumerable().Reverse()
            .Where(place => place < before && _rows[place].CreatedAt <= until && _rows[place].VisibleAt <= asOf)
            .TakeWhile(place => _rows[place].CreatedAt >= from)
            .Select(place => (place, _rows[place]));

    /// <summary>Minutes for most rows, hours for a few, and longer where nobody was there to see.</summary>
    public DateTimeOffset VisibleAt(Guid rowId, DateTimeOffset createdAt, bool isInteractive)
    {
        var draw = StableHash.Seeded(seed).And("ingestion").And(rowId.ToString());
        var isLate = draw.Chance(4);
        var minutes = (isInteractive, isLate) switch
        {
            (true, false) => draw.And("minutes").Between(2, 20),
            (true, true) => draw.And("minutes").Between(20, 110),
            (false, false) => draw.And("minutes").Between(10, 60),
            (false, true) => draw.And("minutes").Between(60, 300),
        };
        return createdAt.AddMinutes(minutes);
    }

    private int FirstAfter(DateTimeOffset instant)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rows[middle].CreatedAt <= instant) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
