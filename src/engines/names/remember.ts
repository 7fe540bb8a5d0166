/**
 * A pure function with a bounded memory of its answers: names repeat (a tenth of all men may share one), and working a word out
 * costs far more than looking it up. The memory is emptied when full, which keeps it flat in a long import.
 */
export function remember<Answer>(most: number, work: (key: string) => Answer): (key: string) => Answer {
  const answers = new Map<string, Answer>()
  return key => {
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = work(key)
    if (answers.size >= most) answers.clear()
    answers.set(key, answer)
    return answer
  }
}
