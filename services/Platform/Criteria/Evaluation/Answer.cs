namespace Cultivation.Criteria;

/// <summary>Answers one criterion: from data, from a judgement, or from its parts.</summary>
internal static class Answer
{
    public static CriterionResult To(Criterion criterion, Question question)
    {
        question = question.ForNextCriterion();
        if (criterion.AppliesWhen is not { } appliesWhen)
            return Plain(criterion, question);
        var applies = Comparison.Of(appliesWhen, question);
        if (applies.Result is Result.Unmet)
            return Write(criterion, question, Result.NotApplicable, Wording.NotApplicable(appliesWhen));
        var answer = Plain(criterion, question);
        // Met either way is met; otherwise it hangs on whether the criterion applies at all.
        return applies.Result is Result.Met || answer.Result is Result.Met ? answer : answer with { Result = applies.Result, Reason = applies.Reason };
    }

    private static CriterionResult Plain(Criterion criterion, Question question)
    {
        if (criterion.Parts is { } parts)
            return Composite(criterion, parts, question);
        if (criterion.ConditionsOf is { } credential)
            return question.Set?.Credential(credential)?.Criteria is { } conditions
                ? Composite(criterion, conditions, question)
                : Write(criterion, question, Result.NeedsPerson, Reasons.NoConditions(credential));
        if (criterion.EvaluatedBy is not EvaluatedBy.Auto || criterion.Test is not { } test)
            return Judged(criterion, question, Reasons.AskPerson);
        var comparison = Comparison.Of(test, question);
        return comparison.Result is Result.NeedsPerson
            ? Judged(criterion, question, comparison.Reason!)
            : Measured(criterion, test, comparison, question);
    }

    private static CriterionResult Composite(Criterion criterion, Group group, Question question)
    {
        var parts = group.Items.Select(item => To(item, question)).ToImmutableArray();
        var result = group.Logic.Combine(parts.Select(part => part.Result));
        return Write(criterion, question, result, null) with
        {
            MayDecide = (criterion.ConditionsOf is null || criterion.Standing.MayDecide(question.Confirmed)) && group.Logic.MayDecide(result, parts),
            ConfirmId = criterion.ConditionsOf is null ? null : ConfirmId(criterion, question),
            Logic = group.Logic,
            Parts = parts,
        };
    }

    private static CriterionResult Measured(Criterion criterion, Test test, Comparison comparison, Question question)
    {
        var gap = Gap.Of(test, comparison, question);
        return Write(criterion, question, comparison.Result, comparison.Reason) with
        {
            Value = comparison.Measured.Quantity?.Value,
            Content = comparison.Measured.Codes is { } codes ? string.Join(",", codes) : null,
            Threshold = Threshold(test, comparison.Threshold, comparison.Why),
            ShortBy = gap.ShortBy,
            Amount = gap.Amount,
            AmountUnit = gap.AmountUnit,
            MetOn = gap.MetOn,
        };
    }

    private static CriterionResult Judged(Criterion criterion, Question question, Text open)
    {
        var test = criterion.Test;
        var written = Write(criterion, question, Result.NeedsPerson, open) with { Threshold = test is null ? null : Threshold(test, test.Value, null) };
        if (question.JudgementOn(criterion.Id) is not { } judgement)
            return written;
        var result = judgement switch
        {
            { Met: { } met } => met ? Result.Met : Result.Unmet,
            { Value: { } value } when test is not null => Comparison.OfJudged(test, value, question),
            _ => null,
        };
        question.Inputs.Add(new("judgement", null, null, judgement.Value, judgement.Reason, test?.Metric.Unit, criterion.Id));
        return result is null
            ? written with { Inputs = [.. question.Inputs] }
            : written with
            {
                Result = result.Value,
                Reason = null,
                Value = judgement.Value,
                Inputs = [.. question.Inputs],
                ShortBy = result is Result.Unmet && judgement.Value is { } given && test?.Value is { Numbers: [var asked, ..] } && test.Metric.Unit is not ("yesNo" or "date")
                    ? Math.Abs(asked - given)
                    : null,
            };
    }

    private static CriterionResult Write(Criterion criterion, Question question, Result result, Text? reason)
    {
        var standing = criterion.Standing;
        return new(
            criterion.Id, criterion.Term, criterion.Text, result, criterion.EvaluatedBy,
            criterion.Test?.Metric.Id, criterion.Test?.Metric.Name, null, null, criterion.Test?.Metric.Unit,
            null, null, null, null, null, [.. question.Inputs], reason,
            standing.Source is { } source ? new(source.Document.Ref, source.Document.DocNo, source.Article) : null,
            standing.Certainty, standing.FigureCertainty, ConfirmId(criterion, question), standing.MayDecide(question.Confirmed), null, []);
    }

    private static string? ConfirmId(Criterion criterion, Question question) => criterion.Standing.MayDecide(question.Confirmed) ? null : criterion.Standing.Id;

    private static Threshold? Threshold(Test test, Operand? operand, Text? why) =>
        operand is null ? null : new(test.Operator, operand.Numbers, operand.Codes, test.Metric.Unit, why);
}
