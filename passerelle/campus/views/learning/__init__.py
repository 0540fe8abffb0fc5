"""The pages of a learner: the year, its modules, lessons, quizzes, assignments, results."""
